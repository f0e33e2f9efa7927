import Commands
import DiffractionField
import Foundation
import HyperspectralField
import Reports
import Testing

/// What the recipes of CONTRIBUTING promise: whatever is written is also listed, and the general libraries name no field.
@Suite struct StructureTests {
    private static let fields: [Field] = [.hyperspectral, .diffraction]

    /// The code below some folders of `Sources`, without comments.
    private static func code(of targets: [String]) throws -> String {
        let sources = Program.repository + "/Sources"
        return try targets.flatMap { target in
            try FileManager.default.subpathsOfDirectory(atPath: sources + "/" + target)
                .filter { $0.hasSuffix(".swift") }
                .map { try String(contentsOfFile: "\(sources)/\(target)/\($0)", encoding: .utf8) }
        }.flatMap { $0.split(separator: "\n") }
            .filter { !$0.drop(while: \.isWhitespace).hasPrefix("//") }.joined(separator: "\n")
    }

    private static func fieldCode() throws -> String {
        try code(of: ["HyperspectralField", "DiffractionField"])
    }

    /// The types that conform to a protocol, by their declarations.
    private static func types(conformingTo name: String) throws -> Set<String> {
        let conformance = try Regex(
            #"(?:struct|class|enum|extension)\s+(\w+)[^{}\n]*:[^{}]*\b"# + name + #"\b[^{}]*\{"#)
        return Set(try fieldCode().matches(of: conformance).compactMap { $0.output[1].substring.map(String.init) })
    }

    @Test func everyDatasetKindIsListed() throws {
        let listed = Set(Self.fields.flatMap(\.datasets).map { "\(type(of: $0))" })
        #expect(try Self.types(conformingTo: "DatasetKind") == listed)
    }

    @Test func everyBaselineKindIsListed() throws {
        let listed = Set(Self.fields.flatMap(\.baselines).map { "\(type(of: $0))" })
        #expect(try Self.types(conformingTo: "BaselineKind") == listed)
    }

    @Test func everyCommandIsListed() throws {
        let listed = Set(Self.fields.flatMap { $0.commands + $0.starters }.map { "\($0)" })
        #expect(try Self.types(conformingTo: "ParsableCommand") == listed)
    }

    @Test func everyFigureIsListed() throws {
        let written = try Self.fieldCode().matches(of: #/FigureDeclaration\(\s*key: "([a-z-]+)"/#).map { String($0.1) }
        #expect(written.sorted() == Self.fields.flatMap(\.figures).map(\.declaration.card.name).sorted())
        #expect(!written.isEmpty)
    }

    @Test func everyArchitectureIsListed() throws {
        let written = try Self.fieldCode().matches(of: #/static let \w+ = Architecture\(/#).count
        #expect(written == Self.fields.flatMap(\.architectures).count)
    }

    @Test func generalLibrariesNameNoField() throws {
        let code = try Self.code(of: [
            "ProportionInference", "ProportionsTesting", "Experiments", "Reports", "Commands",
        ])
        for word in ["hyperspectral", "diffraction", "rietveld", "unmix", "xrd", "jasper", "urban", "abundance"] {
            #expect(!code.lowercased().contains(word), "\(word)")
        }
    }
}
