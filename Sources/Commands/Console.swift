internal import ArgumentParser
internal import DeclarativeFiles
internal import Foundation

/// What commands say to people, on standard error; results go to standard output.
public enum Console {
    /// Whether only errors are told.
    @TaskLocal public static var isQuiet = false

    /// Writes a line that tells of an error.
    public static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Writes a line that tells how things go, unless the command is to be quiet.
    public static func inform(_ text: String) {
        if !isQuiet { complain(text) }
    }

    /// Runs the body of a command and turns its errors into messages and exit codes.
    ///
    /// A wrong declaration prints all of its problems and exits with 64, as a wrong command line does; any other error
    /// prints what it says and exits with 1.
    ///
    /// - Parameters:
    ///   - isQuiet: Whether only errors are told.
    ///   - body: What the command does.
    /// - Throws: The exit code.
    public static func run(isQuiet: Bool = false, _ body: () throws -> Void) throws {
        do {
            try $isQuiet.withValue(isQuiet, operation: body)
        } catch let invalid as InvalidDeclaration {
            complain(invalid.description)
            throw ExitCode.validationFailure
        } catch let error where error is ExitCode || error is ValidationError || error is CleanExit {
            throw error
        } catch {
            complain("error: \(error)")
            throw ExitCode.failure
        }
    }
}
