/// What is wrong with a file, and where in it.
public struct FormatError: Error, Equatable, CustomStringConvertible {
    /// The path of the file, as it was given.
    public let file: String
    /// The place in the file, such as `line 7`, `variable 'Y'` or `byte 128`, where one is known.
    public let place: String?
    /// What is wrong there, and what would be right.
    public let reason: String

    /// Makes an error.
    public init(file: String, place: String? = nil, reason: String) {
        self.file = file
        self.place = place
        self.reason = reason
    }

    /// `FILE: PLACE: reason`, or `FILE: reason` where no place is known.
    public var description: String {
        guard let place else { return "\(file): \(reason)" }
        return "\(file): \(place): \(reason)"
    }
}
