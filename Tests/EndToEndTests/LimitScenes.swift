import ArgumentParser
import Commands
import DeclarativeFiles
import DiffractionField
import Experiments
import Foundation
import HyperspectralField
import TestSupport

/// Small specs that have every key of which a number can be tried.
struct LimitScenes {
    /// A spec, and what the catalogue says of its dataset where that is its own.
    struct Scene {
        let name: String
        var spec: StructuredValue
        var contents: StructuredValue?
        var kind: String?
    }

    private let folder: TemporaryFolder
    private let scenes: [Scene]

    func scene(named name: String) -> Scene { scenes.first { $0.name == name } ?? scenes[0] }

    /// The specs that have the mapping in which a key stands.
    func scenes(for limit: LimitCase) -> [Scene] {
        scenes.filter { Self.changed($0, [limit.path: limit.value]) != nil }
    }

    func read(_ scene: Scene, with limit: LimitCase) throws -> ExperimentSpec {
        try read(scene, with: [limit.path: limit.value])
    }

    /// Reads a spec some of whose values are other ones.
    func read(_ scene: Scene, with changes: [String: StructuredValue]) throws -> ExperimentSpec {
        guard let scene = Self.changed(scene, changes) else { preconditionFailure("no key among \(changes)") }
        var catalogue: StructuredValue = [:]
        if let contents = scene.contents, let kind = scene.kind {
            let files: StructuredValue =
                kind == "hyperspectral-image"
                ? ["image": ["path": "scene.mat"]]
                : ["truth": ["path": "scene.mat"], "library": ["path": "library.mat"]]
            catalogue[scene.name] = [
                "title": "Made up", "kind": .string(kind), "citation": "none", "license": "none", "homepage": "none",
                "by-hand": "none", "files": files, "contents": contents,
            ]
        }
        try Data(catalogue.canonicalJSON().utf8).write(to: URL(filePath: folder.path + "/datasets.yaml"))
        let path = folder.path + "/spec.yaml"
        try Data(scene.spec.canonicalJSON().utf8).write(to: URL(filePath: path))
        return try ProportionsCommand.with(fields: [.hyperspectral, .diffraction]) {
            try Workspace(try DeclarationOptions.parse(["--experiments", folder.path])).specs(paths: [path])[0]
        }
    }

    // MARK: Other values

    private static func changed(_ scene: Scene, _ changes: [String: StructuredValue]) -> Scene? {
        var scene = scene
        for (path, value) in changes {
            let keys = path.replacing("PHASE", with: "gibbsite").split(separator: ".").map(String.init)
            if keys[0] == "contents" {
                guard let contents = scene.contents?.setting(keys.dropFirst(), to: value) else { return nil }
                scene.contents = contents
            } else {
                guard let spec = scene.spec.setting(keys[...], to: value) else { return nil }
                scene.spec = spec
            }
        }
        return scene
    }

    // MARK: The specs

    private static let training: StructuredValue = [
        "runs": 1, "epochs": 2, "batch": 4, "optimizer": ["adam": ["learning-rate": 0.001]],
        "output-bias": ["fixed": 0],
    ]

    private static func spec(
        _ name: String, dataset: StructuredValue, split: StructuredValue, architecture: String,
        baselines: StructuredValue = [], part: String
    ) -> StructuredValue {
        [
            "name": .string(name), "title": "Made up", "dataset": dataset, "split": split,
            "architecture": .string(architecture), "training": training, "losses": ["mse-dirichlet", "mse"],
            "baselines": baselines, "selection": ["metric": "mmae", "on": "validation"],
            "report": ["table": "made-up", "columns": [["part": .string(part), "title": "Made up"]]],
        ]
    }

    private static let classes = ["tree", "water", "dirt"]
    private static let (rows, columns, bands) = (12, 10, 68)
    private static let contents: StructuredValue = [
        "classes": .array(classes.map { .string($0) }), "rows": .integer(rows), "columns": .integer(columns),
        "bands": .integer(bands), "rgb": ["red": [5, 6], "green": [3, 4], "blue": [0, 1]],
    ]
    private static let divided: StructuredValue = ["normalization": ["divide-by": 1]]
    private static let rowBands: StructuredValue = [
        "kind": "bands", "axis": "rows", "train": [0, 6], "validation": [6, 8], "test": [8, 12],
    ]

    /// Writes the files of the images.
    init(folder: TemporaryFolder) throws {
        self.folder = folder
        let (pixels, bands) = (Self.rows * Self.columns, Self.bands)
        func endmember(_ index: Int, _ band: Int) -> Double { 0.2 + 0.15 * sin(Double(band * (index + 1)) / 9) }
        let abundances = (0..<pixels).map { pixel -> [Double] in
            let shares = [1 + pixel % 5, pixel % 3, pixel % 7].map(Double.init)
            return shares.map { $0 / shares.reduce(0, +) }
        }
        let spectra = abundances.flatMap { shares in
            (0..<bands).map { band in (0..<3).reduce(0) { $0 + shares[$1] * endmember($1, band) } }
        }
        let pure = (0..<3).flatMap { index in (0..<bands).map { endmember(index, $0) } }
        _ = try folder.writeMat(
            "scene.mat",
            [
                .doubles("Y", shape: [bands, pixels], spectra),
                .doubles("A", shape: [3, pixels], abundances.flatMap(\.self)), .doubles("M", shape: [bands, 3], pure),
            ])
        _ = try folder.writeMat(
            "library.mat",
            (0..<3).map { index in
                .doubles(
                    "lib\(index + 1)", shape: [bands, 2],
                    (0..<2 * bands).map { endmember(index, $0 % bands) * ($0 < bands ? 1 : 1.1) })
            })
        scenes = Self.images() + Self.powders()
    }

    private static func images() -> [Scene] {
        let methods: StructuredValue = .array(
            [
                "sunsal", "sunsal-vca", "sunsal-sivm", "hyperae", "undip", "undip-true", "sunsal-vca-starts",
                "hyperae-starts", "hyperae-vca", "undip-starts", "sunsal-fit",
            ].map { .object([$0: ["normalization": ["divide-by": 1]]]) } + [
                ["sunsal-training": ["purities": [1]]], ["sunsal-bundles": ["sizes": [1], "purities": [1]]],
                ["sunsal-found-bundles": ["subsets": 2, "share": 1]],
            ])
        func image(_ name: String, split: StructuredValue, baselines: StructuredValue = []) -> Scene {
            var dataset = divided
            dataset["source"] = .string(name)
            return Scene(
                name: name,
                spec: spec(
                    name, dataset: dataset, split: split, architecture: "zhang-pixel-cnn", baselines: baselines,
                    part: name), contents: contents, kind: "hyperspectral-image")
        }
        let blocks: StructuredValue = [
            "kind": "blocks", "block-size": 2, "seed": 1, "shares": ["train": 0.5, "validation": 0.25, "test": 0.25],
        ]
        let rectangles: StructuredValue = [
            "kind": "rectangles", "train": [["rows": [0, 6]]], "validation": [["rows": [6, 8]]],
            "test": [["rows": [8, 12]]],
        ]
        let resynthesized: StructuredValue = ["source": "mixed", "normalization": "none", "correlation-length": 3]
        return [
            image("plot", split: rowBands, baselines: methods), image("blocks", split: blocks),
            image("rectangles", split: rectangles),
            Scene(
                name: "mixed",
                spec: spec(
                    "mixed", dataset: resynthesized, split: rowBands, architecture: "zhang-pixel-cnn", part: "mixed"),
                contents: contents, kind: "resynthesized-image"),
        ]
    }

    private static func powders() -> [Scene] {
        let rietveld = ["standard", "constrained", "full-pattern", "counting-weights", "microabsorption"]
        func powder(
            _ name: String, _ more: [String: StructuredValue], added: StructuredValue? = nil
        ) -> Scene {
            var split: StructuredValue = ["kind": "simulated", "train": 6, "validation": 2, "test": 2]
            if let added { split["added"] = added }
            let simulation: StructuredValue = .object(
                [
                    "phases": ["texture": ["others": [1, 1]]], "instrument": ["radiation": "doublet"],
                    "mixtures": ["smallest": 0],
                ].merging(more) { $1 })
            return Scene(
                name: name,
                spec: spec(
                    name,
                    dataset: [
                        "source": "xrd", "grid": ["first": 20, "step": 0.5, "count": 60],
                        "preparation": ["background": ["rolling-minimum": 3]], "simulation": simulation,
                    ], split: split, architecture: "oviedo-acnn",
                    baselines: .array(rietveld.map { .object(["rietveld-" + $0: [:]]) }),
                    part: "xrd-simulated"))
        }
        return [
            powder(
                "powder",
                [
                    "background": ["level": [0.01, 0.01]], "counts": [1000, 1000], "impurities": ["quartz": 0.01],
                ]),
            powder("pure", ["pure-patterns": 4]),
            powder("added", [:], added: ["counts": [0], "folds": 2, "steps": 1, "learning-rate": 0.1, "share": 0.5]),
        ]
    }
}

extension StructuredValue {
    /// The same value with another one at a path, or nothing where the mapping is not there in which its last key stands.
    fileprivate func setting(_ keys: ArraySlice<String>, to value: StructuredValue) -> StructuredValue? {
        guard var key = keys.first, case .object(var members) = self else { return nil }
        guard keys.count > 1 else {
            members[key] = value
            return .object(members)
        }
        guard key.hasSuffix("[]") else {
            guard let changed = members[key]?.setting(keys.dropFirst(), to: value) else { return nil }
            members[key] = changed
            return .object(members)
        }
        key.removeLast(2)
        guard case .array(var elements)? = members[key] else { return nil }
        // Of a list of alternatives it is the one of that name.
        for index in elements.indices {
            guard let changed = elements[index].setting(keys.dropFirst(), to: value) else { continue }
            elements[index] = changed
            members[key] = .array(elements)
            return .object(members)
        }
        return nil
    }
}
