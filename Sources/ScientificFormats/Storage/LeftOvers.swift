internal import Foundation

/// Temporary folders whose writers ended before they were done.
///
/// - Under the kernel that asks, a writer is dead where its lease is not locked: neither a process id nor a clock has a
///   part in that.
/// - A writer of an earlier boot of the same host is dead.
/// - Of a writer on another host nothing can be known but its heartbeat. It counts as dead after a day without one, by the
///   clock of the file system that both share.
package enum LeftOvers {
    /// How long a writer on another host may give no sign of life, in seconds.
    private static let patience = 86_400

    /// Removes what dead writers have left in a folder.
    ///
    /// What a writer had set aside to replace it, and had not replaced yet, is put back first.
    ///
    /// - Parameter parent: The folder, which need not be there.
    package static func remove(in parent: String) {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [])
            .filter { $0.hasPrefix(StagedFolder.temporaryPrefix) }
        for name in names { remove(name, in: parent) }
    }

    private static func remove(_ name: String, in parent: String) {
        let folder = parent + "/" + name
        let writer = WriterName(folder: name)
        // A folder without a lease is empty: its writer ended, or is just about to make one, and then makes another.
        if writer != nil, FileCall.removeFolder(folder) == 0 { return }
        let finding = Lease.inherit(from: folder)
        let isDead =
            switch (writer?.place ?? .elsewhere, finding) {
            case (_, .held): false
            case (.here, .inherited), (.earlierBoot, _): true
            case (.here, .unknown), (.elsewhere, _): isSilent(folder, in: parent)
            }
        guard isDead else { return }
        restore(from: folder, name: name, parent: parent)
        if case .inherited(let lease) = finding {
            lease.removeFolder(folder)
        } else {
            FileCall.removeAll(folder)
        }
    }

    /// Puts back what was set aside where nothing has come in its place.
    private static func restore(from folder: String, name: String, parent: String) {
        guard let end = name.lastIndex(of: "@") else { return }
        let original = name[..<end].dropFirst(StagedFolder.temporaryPrefix.count)
        // Fails where there is something already.
        _ = Placing.renameWithoutReplacing(folder + "/" + StagedFolder.replacedName, to: parent + "/" + original)
    }

    /// Whether nothing has changed in a folder for long, by the clock that stamps files beside it.
    private static func isSilent(_ folder: String, in parent: String) -> Bool {
        // 'mkstemp' puts other letters in the place of the last six.
        let name = "\(parent)/.clock-" + String(repeating: "X", count: 6)
        var template = Array(name.utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { return false }
        defer {
            unlink(template)
            close(descriptor)
        }
        var (now, lease, outer) = (stat(), stat(), stat())
        guard fstat(descriptor, &now) == 0, stat(folder, &outer) == 0 else { return false }
        _ = stat(folder + "/" + Lease.fileName, &lease)
        return now.st_mtim.tv_sec - max(lease.st_mtim.tv_sec, outer.st_mtim.tv_sec) > patience
    }
}
