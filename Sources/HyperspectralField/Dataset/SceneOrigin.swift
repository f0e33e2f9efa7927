internal import DeclarativeFiles
internal import Experiments
internal import ProportionInference
internal import Unmixing

/// Where a dataset's scene comes from.
enum SceneOrigin: Sendable {
    /// From an image and its truth.
    case files
    /// From the truth and a library of spectra.
    case resynthesis(Resynthesis)

    /// The roles of the files that must be there.
    var roles: [String] {
        switch self {
        case .files: ["image"]
        case .resynthesis: ["truth", "library"]
        }
    }

    /// Everything that determines the scene beside the files; nothing where they are all.
    var canonical: StructuredValue? {
        switch self {
        case .files: nil
        case .resynthesis(let resynthesis): resynthesis.canonical
        }
    }

    /// What readers must know of the scene.
    var notes: [String] {
        switch self {
        case .files: []
        case .resynthesis(let resynthesis):
            [
                "made of true abundances and spectra of a library: correlation length \(resynthesis.correlationLength) "
                    + "pixels, brightness ± \(resynthesis.brightness), signal-to-noise ratio \(resynthesis.signalToNoise) dB"
            ]
        }
    }

    /// Reads or makes the scene.
    func scene(_ contents: HyperspectralContents, files: [String: DatasetSource.File]) throws -> HyperspectralScene {
        func path(_ role: String) -> String {
            guard let file = files[role] else { preconditionFailure("a source without a file of the role '\(role)'") }
            return file.path
        }
        switch self {
        case .files:
            return try SceneFiles(
                image: path("image"), truth: files["truth"]?.path ?? path("image"), pixelOrder: contents.pixelOrder
            ).read(shape: contents.shape)
        case .resynthesis(let resynthesis):
            let shape = contents.shape
            return resynthesis.scene(
                truth: try SceneFiles.readTruth(path: path("truth"), shape: shape, pixelOrder: contents.pixelOrder),
                library: try SpectralLibrary.read(
                    path: path("library"), classes: shape.namesInFiles, bands: shape.bands),
                size: shape.size)
        }
    }
}
