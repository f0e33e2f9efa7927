import CPNG

/// A text that a PNG file carries beside its image.
package struct PNGText: Sendable, Equatable {
    /// What the text is, such as `Title`: 1 to 79 printable ASCII characters without a space at either end.
    package let keyword: String
    package let text: String

    package init(keyword: String, text: String) {
        self.keyword = keyword
        self.text = text
    }
}
