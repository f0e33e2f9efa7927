/// What a model says of itself: what it infers, from which samples, and where it comes from.
public struct ModelDescription: Sendable, Codable, Equatable {
    /// The version of this format.
    static let currentFormat = 1

    /// An entry of a catalogue, as it was when the model was made.
    public struct Entry: Sendable, Codable, Equatable {
        /// Its name.
        public let name: String
        /// Its revision.
        public let revision: Int
    }

    /// A network of the model, by the run that trained it.
    public struct Member: Sendable, Codable, Equatable {
        /// The repetition of its method, counted from one.
        public let run: Int
        /// The identity of the run.
        public let identity: String
    }

    /// The version of the format that it is written in.
    let format: Int
    /// The experiment that trained it.
    public let experiment: String
    /// The loss that it was trained with.
    public let loss: Entry
    /// The design of its networks.
    public let architecture: Entry
    /// The classes, in the order of the proportions.
    public let classes: [String]
    /// The number of features of a sample.
    public let features: Int
    /// How its samples are made.
    public let samples: SampleDescription
    /// Its networks, one or more.
    public internal(set) var members: [Member]

    /// Whether networks of another model may join those of this one: all but the members is the same.
    func isAlike(_ other: ModelDescription) -> Bool {
        var other = other
        other.members = members
        return self == other
    }
}
