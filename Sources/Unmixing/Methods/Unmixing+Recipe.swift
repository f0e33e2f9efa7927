public import DeclarativeFiles
internal import ProportionInference

extension Unmixing {
    /// The same way with its epochs or steps shortened.
    package func shortened(_ length: (Int) -> Int) -> Unmixing {
        var copy = self
        switch method {
        case .sunsal: break
        case .hyperAE(var configuration):
            configuration.epochs = length(configuration.epochs)
            copy.method = .hyperAE(configuration)
        case .unDIP(var configuration, let source):
            configuration.steps = length(configuration.steps)
            copy.method = .unDIP(configuration, source)
        }
        return copy
    }

    /// What the method is called.
    public var methodTitle: String {
        switch method {
        case .sunsal: "SUnSAL"
        case .hyperAE: "HyperAE"
        case .unDIP: "UnDIP"
        }
    }

    /// Everything that determines its results beside the image and the seed.
    public var canonical: StructuredValue {
        [
            "method": method.canonical, "endmembers": method.source.map { .string($0.rawValue) } ?? .null,
            "scale": scale.canonical,
        ]
    }
}

extension Unmixing.Method {
    /// Where endmembers come from; nothing for a method that finds them itself.
    package var source: EndmemberSource? {
        switch self {
        case .sunsal(_, let source), .unDIP(_, let source): source
        case .hyperAE: nil
        }
    }

    /// Whether other seeds give other results.
    package var isRandom: Bool {
        if case .sunsal(_, let source) = self { source == .vertexComponentAnalysis } else { true }
    }

    /// The number of epochs or steps, where there are such.
    package var length: Int? {
        switch self {
        case .sunsal: nil
        case .hyperAE(let configuration): configuration.epochs
        case .unDIP(let configuration, _): configuration.steps
        }
    }

    /// What is counted while it goes on.
    var unitOfProgress: String {
        if case .hyperAE = self { "epoch" } else { "step" }
    }

    fileprivate var canonical: StructuredValue {
        switch self {
        case .sunsal(let options, _):
            [
                "name": "sunsal",
                "constraints": .array(SUnSAL.Constraints.names(of: options.constraints).map { .string($0) }),
                "sparsity": .number(options.sparsity), "tolerance": .number(options.tolerance),
                "limit": .integer(options.iterationLimit),
            ]
        case .hyperAE(let configuration):
            [
                "name": "hyperae", "depth": .string(configuration.depth.rawValue),
                "activation": configuration.activation.canonical, "loss": .string(configuration.loss.rawValue),
                "dropout": .number(configuration.dropoutDeviation), "batch": .integer(configuration.batchSize),
                "epochs": .integer(configuration.epochs), "adam": configuration.optimizer.canonical,
            ]
        case .unDIP(let configuration, _):
            [
                "name": "undip", "steps": .integer(configuration.steps), "adam": configuration.optimizer.canonical,
                "average-decay": .number(configuration.averageDecay), "denoised": .bool(configuration.isDenoised),
                "width": .integer(configuration.width), "skip-width": .integer(configuration.skipWidth),
                "slope": .number(Double(configuration.negativeSlope)),
                "noise": .number(Double(configuration.noiseAmplitude)),
            ]
        }
    }
}

extension SUnSAL.Constraints {
    /// The constraints by the names that specs have for them.
    package static let all: [(name: String, constraint: SUnSAL.Constraints)] = [
        ("positivity", .positivity), ("sum-to-one", .sumToOne),
    ]

    /// The names of those in a set.
    static func names(of constraints: SUnSAL.Constraints) -> [String] {
        all.filter { constraints.contains($0.constraint) }.map(\.name)
    }
}

extension HyperAE.Activation {
    fileprivate var canonical: StructuredValue {
        switch self {
        case .leakyRectifier(let slope): ["leaky-rectifier": .number(Double(slope))]
        case .rectifier: "rectifier"
        case .sigmoid: "sigmoid"
        }
    }
}

extension SpectrumScale {
    /// The scale as specs write it.
    var canonical: StructuredValue {
        switch self {
        case .unscaled: "none"
        case .divideBy(let divisor): ["divide-by": .number(divisor)]
        case .divideByMaximum: "divide-by-maximum"
        case .unitLength: "unit-length"
        }
    }
}
