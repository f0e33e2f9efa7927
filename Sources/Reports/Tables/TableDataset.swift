/// A dataset with its part of a table.
public struct TableDataset: Sendable {
    /// The name in the data catalogue, such as `jasper-ridge`.
    public let name: String
    /// The name that tables print, such as `Jasper Ridge`.
    public let title: String
    /// What stands in for the published data; `nil` where the data are the published ones.
    public let standIn: String?
    /// Why the dataset is not there and how to get it; `nil` where it is there.
    public let absence: String?
    /// By which commits, on which machines and when its runs were made, a phrase each.
    public let makers: [String]

    /// Describes a dataset.
    public init(name: String, title: String, standIn: String? = nil, absence: String? = nil, makers: [String] = []) {
        self.makers = makers
        self.name = name
        self.title = title
        self.standIn = standIn
        self.absence = absence
    }
}
