/// What figures of a dataset are drawn from.
public enum DatasetPicture: Sendable {
    /// An image and how it is split.
    case image(ImagePicture)
    /// A few patterns out of many.
    case patterns(PatternPicture)

    /// What there is to see in a picture; figures are for one kind or the other.
    public enum Kind: String, Sendable, CaseIterable {
        /// An image.
        case image
        /// Patterns.
        case patterns
    }

    /// What there is to see in it.
    public var kind: Kind {
        switch self {
        case .image: .image
        case .patterns: .patterns
        }
    }

    /// The image, where it is one.
    public var image: ImagePicture? {
        if case .image(let image) = self { image } else { nil }
    }

    /// The patterns, where it is of patterns.
    public var patterns: PatternPicture? {
        if case .patterns(let patterns) = self { patterns } else { nil }
    }
}
