/// What a dataset's samples are made from.
public struct DatasetSource: Sendable, Equatable {
    /// A file that was found.
    public struct File: Sendable, Equatable {
        /// Where it is.
        public let path: String
        /// The git blob id of its contents.
        public let blob: String

        /// Names a file and its contents.
        public init(path: String, blob: String) {
            self.path = path
            self.blob = blob
        }
    }

    /// The files by their role.
    public let files: [String: File]
    /// What stands in for the data and why, or nothing where the data itself is there.
    public let standIn: String?
    /// The test parts that cannot be made, because their files are not there.
    public let absent: [AbsentPart]

    /// Says what was found, and what was not.
    public init(files: [String: File], standIn: String? = nil, absent: [AbsentPart] = []) {
        self.files = files
        self.standIn = standIn
        self.absent = absent
    }
}
