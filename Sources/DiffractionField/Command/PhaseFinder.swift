internal import ArgumentParser
internal import Foundation
internal import PowderDiffraction

/// Finds the structures that a command line names.
struct PhaseFinder {
    /// The planes of texture that the command line names.
    let textures: [TextureChoice]
    /// Whether texture is refined, so that planes matter.
    let refinesTexture: Bool
    /// The files that were read.
    private(set) var files: [String] = []
    /// What had to be assumed of structures, each with its file.
    private(set) var remarks: [String] = []
    /// The phases of those planes of texture that belong to a phase which was found.
    private(set) var usedTextures: Set<String> = []

    init(textures: [TextureChoice] = [], refinesTexture: Bool = true) {
        self.textures = textures
        self.refinesTexture = refinesTexture
    }

    /// Reads the structures of given names; a YAML file brings all that it holds.
    ///
    /// Phases of one name are told apart by their files. A structure from a file that names no plane of texture is given the
    /// one that plates would lie on, where its spacings make plates likely.
    ///
    /// - Parameters:
    ///   - phases: Files and names behind `--phases`, each alone or in a list with commas.
    ///   - impurities: The same behind `--impurities`.
    /// - Returns: The structures of both, in their order.
    /// - Throws: A `ValidationError` for an unknown name and for a phase that is named twice, and what is wrong with a file.
    mutating func find(
        phases: [String], impurities: [String]
    ) throws -> (structures: [CrystalStructure], impurities: [CrystalStructure]) {
        let counted = try read(phases, option: "--phases")
        let others = try read(impurities, option: "--impurities")
        let found = try withPlanes(toldApart(counted + others))
        return (Array(found.prefix(counted.count)), Array(found.dropFirst(counted.count)))
    }

    private mutating func read(_ arguments: [String], option: String) throws -> [FoundPhase] {
        let found = try arguments.flatMap(Self.parts).flatMap(FoundPhase.read)
        guard !found.isEmpty || arguments.isEmpty else { throw ValidationError("\(option) names no phase") }
        for phase in found {
            if let path = phase.path, !files.contains(path) { files.append(path) }
            if let source = phase.source { remarks += phase.remarks.map { "\(source): \($0)" } }
        }
        return found
    }

    /// The parts of a list, or the whole where that is a file whose name has commas.
    private static func parts(of argument: String) -> [String] {
        if FileManager.default.fileExists(atPath: argument) { return [argument] }
        return argument.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    // MARK: Names

    /// The phases with those of one name called after their files.
    private mutating func toldApart(_ phases: [FoundPhase]) throws -> [FoundPhase] {
        var result = phases
        var taken: Set<String> = []
        for (name, places) in Dictionary(grouping: phases.indices, by: { phases[$0].structure.name }) {
            guard places.count > 1 else { continue }
            var sources: Set<String> = []
            for place in places where !sources.insert(phases[place].source ?? "").inserted {
                let file = phases[place].source.map { "\($0): " } ?? ""
                throw ValidationError("\(file)the phase '\(name)' is given twice")
            }
            for place in places {
                result[place].structure = phases[place].structure.named(phases[place].sourceName ?? name)
            }
        }
        for place in result.indices {
            let name = result[place].structure.name
            var unique = name
            var number = 2
            while !taken.insert(unique).inserted {
                unique = "\(name) (\(number))"
                number += 1
            }
            if unique != name { result[place].structure = result[place].structure.named(unique) }
            let first = phases[place].structure.name
            if unique != first, let source = phases[place].source {
                remarks.append("\(source): another phase is named '\(first)', too; this one is called '\(unique)'")
            }
        }
        return result
    }

    // MARK: Planes of texture

    private mutating func withPlanes(_ phases: [FoundPhase]) throws -> [CrystalStructure] {
        let names = phases.map(\.structure.name)
        var choices: [String: TextureChoice] = [:]
        for choice in textures {
            let name =
                names.first { $0 == choice.phase } ?? names.first { $0.lowercased() == choice.phase.lowercased() }
            guard let name else { continue }
            usedTextures.insert(choice.phase)
            choices[name] = choice
        }
        return phases.map { phase in
            let structure = phase.structure
            if let choice = choices[structure.name] { return structure.lying(on: choice.plane) }
            guard phase.source != nil, structure.cleavage == nil, refinesTexture else { return structure }
            let plane = structure.likelyPlatePlane()
            remarks.append(
                plane.map { plane in
                    "\(structure.name): texture refers to the plane \(plane), whose spacing is by far the widest; "
                        + "'--texture \(structure.name):none' leaves it out"
                }
                    ?? "\(structure.name): no plane stands out as one that crystallites lie on, and texture is not refined; "
                    + "'--texture \(structure.name):h,k,l' names one")
            return structure.lying(on: plane)
        }
    }
}
