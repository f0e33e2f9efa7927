import DeclarativeFiles
import ScientificFormats

extension StructuredValue {
    /// The record with the digest of its contents, as one has that nobody altered.
    func sealed() -> StructuredValue {
        var (record, contents) = (self, self)
        contents["provenance"] = nil
        contents["digest"] = nil
        record["digest"] = .string(ContentDigest.sha256(Array(contents.canonicalJSON().utf8)))
        return record
    }
}
