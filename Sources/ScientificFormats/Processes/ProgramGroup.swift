internal import CSpawn
internal import Foundation

/// Another program and all that it begins, as one group of processes that ends together.
package struct ProgramGroup {
    /// Where a program writes.
    package enum Stream: Int, Sendable {
        case output, errors
    }

    /// How long a program may take, in seconds.
    package enum Patience: Sendable {
        /// From its beginning to its end.
        case whole(Double)
        /// Without a byte.
        case silence(Double)

        fileprivate var duration: Duration {
            switch self {
            case .whole(let seconds), .silence(let seconds): .seconds(seconds)
            }
        }
    }

    /// How it came to an end.
    package enum Ending: Equatable, Sendable {
        /// It ended by itself, with a status: 128 and the signal where one ended it.
        case status(Int32)
        /// It took longer than it may, and was ended.
        case late
        /// The reader wanted no more, and it was ended.
        case unwanted
        /// It never began; the number is that of the system's error.
        case notBegun(Int32)
    }

    /// How long a group has to end by itself, once it is asked to; and how long what a program leaves behind may hold its
    /// pipes.
    private static let grace = Duration.seconds(1)

    private let leader: pid_t
    /// The pipes by stream; poll passes over one that is negative, which is at its end.
    private var pipes: [pollfd]

    /// Runs a program until it ends, without input.
    ///
    /// Whatever it has begun is ended with it where it is late or not wanted any more, or where it leaves something behind
    /// that holds its pipes. What has left the group lives on, as services do.
    ///
    /// - Parameters:
    ///   - command: Its name, which is looked for as a shell would, and its arguments.
    ///   - patience: How long it may take.
    ///   - take: Gets what it writes, and says whether more is wanted.
    /// - Returns: How it ended.
    /// - Throws: What `take` throws; the program is ended then.
    package static func run(
        _ command: [String], patience: Patience, take: (Stream, ArraySlice<UInt8>) throws -> Bool
    ) rethrows -> Ending {
        var group: ProgramGroup
        switch begin(command) {
        case .success(let begun): group = begun
        case .failure(let failure): return .notBegun(failure.number)
        }
        defer { group.closePipes() }
        do {
            let ending = try group.listen(patience: patience, take: take)
            if let ending {
                group.end()
                return ending
            }
        } catch {
            group.end()
            throw error
        }
        return group.reap().map(Ending.status) ?? .late
    }

    // MARK: Beginning

    private struct Failure: Error {
        let number: Int32
    }

    private static func begin(_ command: [String]) -> Result<ProgramGroup, Failure> {
        var ends: [(read: Int32, write: Int32)] = []
        defer { for end in ends { close(end.write) } }
        for _ in 0..<2 {
            guard let pipe = pipeBeyondStandardStreams() else {
                let number = errno
                for end in ends { close(end.read) }
                return .failure(Failure(number: number))
            }
            ends.append(pipe)
        }
        var (leader, number): (pid_t, Int32) = (0, 0)
        RunningGroups.add {
            number = spawn(command, output: ends[0].write, errors: ends[1].write, leader: &leader)
            return number == 0 ? leader : nil
        }
        guard number == 0 else {
            for end in ends { close(end.read) }
            return .failure(Failure(number: number))
        }
        return .success(
            ProgramGroup(
                leader: leader, pipes: ends.map { pollfd(fd: $0.read, events: Int16(POLLIN), revents: 0) }))
    }

    /// A pipe whose ends are no standard stream, which may all be closed; nothing, and `errno`, where there is none.
    private static func pipeBeyondStandardStreams() -> (read: Int32, write: Int32)? {
        var low: [Int32] = [0, 0]
        guard pipe(&low) == 0 else { return nil }
        let high = low.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
        let number = errno
        for descriptor in low { close(descriptor) }
        guard high.allSatisfy({ $0 >= 0 }) else {
            for descriptor in high where descriptor >= 0 { close(descriptor) }
            errno = number
            return nil
        }
        return (high[0], high[1])
    }

    /// Begins a program as the leader of a group.
    ///
    /// - Returns: Zero, or the number of the system's error.
    private static func spawn(_ command: [String], output: Int32, errors: Int32, leader: inout pid_t) -> Int32 {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&files, errors, STDERR_FILENO)
        posix_spawn_file_actions_addclosefrom_np(&files, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this program blocks or ignores is no matter of the other's.
        var (none, ignored) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigemptyset(&ignored)
        for number in [SIGPIPE, SIGXFSZ, SIGINT, SIGTERM] { sigaddset(&ignored, number) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &ignored)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        return posix_spawnp(&leader, command[0], &files, &attributes, &arguments, environ)
    }

    // MARK: Listening

    private var isSilent: Bool { pipes.allSatisfy { $0.fd < 0 } }

    /// Reads the pipes until the program has ended, and its pipes with it.
    ///
    /// - Returns: Why the group is to be ended; nothing where all of it that can be heard has ended by itself.
    private mutating func listen(
        patience: Patience, take: (Stream, ArraySlice<UInt8>) throws -> Bool
    ) rethrows -> Ending? {
        var deadline = ContinuousClock.now + patience.duration
        var end: ContinuousClock.Instant?
        while true {
            let now = ContinuousClock.now
            if end == nil && leaderHasEnded() { end = now }
            if let end {
                if isSilent { return nil }
                // The program is done; what it left behind holds the pipes.
                if now - end > Self.grace {
                    RunningGroups.remove(leader)
                    kill(-leader, SIGKILL)
                    return nil
                }
            } else if now >= deadline {
                return .late
            }
            var isHeard = false
            let isMore = try readOnce {
                isHeard = true
                return try take($0, $1)
            }
            guard isMore else { return .unwanted }
            if isHeard, case .silence = patience { deadline = .now + patience.duration }
        }
    }

    /// Waits for a moment, and takes from each pipe what is there.
    ///
    /// - Returns: Whether more is wanted.
    private mutating func readOnce(_ take: (Stream, ArraySlice<UInt8>) throws -> Bool) rethrows -> Bool {
        guard poll(&pipes, nfds_t(pipes.count), isSilent ? 1 : 20) > 0 else { return true }
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        for stream in [Stream.output, .errors] {
            let pipe = pipes[stream.rawValue]
            guard pipe.fd >= 0 && pipe.revents != 0 else { continue }
            let count = read(pipe.fd, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                close(pipe.fd)
                pipes[stream.rawValue].fd = -1
                continue
            }
            guard try take(stream, chunk[..<count]) else { return false }
        }
        return true
    }

    /// Whether the program that was begun has ended, without taking its status.
    private func leaderHasEnded() -> Bool {
        var found = siginfo_t()
        // No such child: somebody else took the status.
        guard waitid(P_PID, id_t(leader), &found, WEXITED | WNOHANG | WNOWAIT) == 0 else { return errno == ECHILD }
        return found.si_signo == SIGCHLD
    }

    // MARK: Ending

    /// Asks the group to end, and ends it where it does not.
    private mutating func end() {
        let deadline = ContinuousClock.now + Self.grace
        kill(-leader, SIGTERM)
        while !(leaderHasEnded() && isSilent) && ContinuousClock.now < deadline {
            _ = readOnce { _, _ in true }
        }
        kill(-leader, SIGKILL)
        _ = reap()
    }

    /// Takes the status of the program, which has ended or is about to.
    ///
    /// - Returns: The status; nothing where even a kill does not end it, as while it waits for a disk.
    private func reap() -> Int32? {
        RunningGroups.remove(leader)
        let deadline = ContinuousClock.now + Self.grace
        var status: Int32 = 0
        while true {
            let found = waitpid(leader, &status, WNOHANG)
            if found == leader { return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F) }
            guard found == 0 || errno == EINTR, ContinuousClock.now < deadline else { return nil }
            usleep(1000)
        }
    }

    private func closePipes() {
        for pipe in pipes where pipe.fd >= 0 { close(pipe.fd) }
    }
}
