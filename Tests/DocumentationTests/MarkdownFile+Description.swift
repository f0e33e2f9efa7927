import TestSupport
import Testing

extension MarkdownFile: CustomTestStringConvertible {
    /// Its place, as failures name it.
    public var testDescription: String { path }
}
