import TestSupport
import Testing

extension MarkdownFile: CustomTestStringConvertible {
    public var testDescription: String { path }
}
