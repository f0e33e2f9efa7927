internal import Foundation

/// What a figure shows and which results it was drawn from; written into its files, and shortly beneath it.
public struct FigureIdentity: Sendable {
    /// The title, which goes into the files but is not drawn.
    public let title: String
    /// The parts of the line beneath the figure: dataset, effort, runs, and what stands in for missing data.
    public let footer: [String]
    /// Names and values of what identifies the results, such as runs and hashes; PNG files carry each by its name.
    public let details: [(name: String, value: String)]

    /// Makes an identity.
    public init(title: String, footer: [String] = [], details: [(name: String, value: String)] = []) {
        self.title = title
        self.footer = footer
        self.details = details
    }

    static let software = "proportions"
}
