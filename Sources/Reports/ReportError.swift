/// What can go wrong while a report is read or written.
public enum ReportError: Error, Equatable {
    /// The drawing library refused something.
    case drawing(String)
    /// The PNG library refused an image, or a text cannot stand in a PNG file.
    case png(String)
    /// A file of numbers is not as it has to be.
    case file(path: String, line: Int, reason: String)
}

extension ReportError: CustomStringConvertible {
    /// The error as one line of text.
    public var description: String {
        switch self {
        case .drawing(let reason): "drawing failed: \(reason)"
        case .png(let reason): "writing PNG failed: \(reason)"
        case .file(let path, let line, let reason): "\(path):\(line): \(reason)"
        }
    }
}
