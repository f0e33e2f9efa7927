internal import DeclarativeFiles
internal import Foundation
internal import ScientificFormats

/// The digest by which a record shows that nobody edited it, and what else of a record must agree.
enum RecordSeal {
    /// The SHA-256 of everything that a record says but its provenance and the digest itself, in canonical form.
    static func digest(of contents: StructuredValue) -> String {
        guard case .object(var members) = contents else { return "" }
        members["provenance"] = nil
        members["digest"] = nil
        return ContentDigest.sha256(Array(StructuredValue.object(members).canonicalJSON().utf8))
    }

    /// Looks for what shows that a record was edited or is of another run.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - contents: All that its file holds.
    ///   - place: The place where it lies.
    /// - Returns: What is wrong, or nothing where all agrees.
    static func fault(of record: RunRecord, contents: StructuredValue, at place: RunPlace) -> String? {
        let isAt =
            (record.experiment, record.method, record.run) == (place.experiment, place.method, place.run)
            && (place.edition == record.effort.rawValue || place.edition.hasPrefix(record.effort.rawValue + "-"))
        guard isAt else {
            return "is of \(record.experiment), effort \(record.effort.rawValue), \(record.method) run \(record.run); "
                + "its folder was copied or renamed, or it was edited"
        }
        guard RunIdentity(recipe: record.recipe).hash == record.identity else {
            return "its identity is not that of its recipe; one of them was edited"
        }
        let recipe = record.recipe
        guard recipe["experiment"] == .string(record.experiment), recipe["run"] == .integer(record.run) else {
            return "its recipe is that of another run"
        }
        guard record.format > 1 else { return nil }
        guard record.digest == digest(of: contents) else {
            return "its contents are not those of its digest; it was edited"
        }
        return nil
    }
}

extension RunRecord {
    /// The record with its digest.
    func sealed() throws -> RunRecord {
        var sealed = self
        sealed.format = Self.currentFormat
        sealed.digest = nil
        let contents = try JSONDecoder().decode(
            StructuredValue.self, from: Data(try ResultsStore.encode(sealed)))
        sealed.digest = RecordSeal.digest(of: contents)
        return sealed
    }
}
