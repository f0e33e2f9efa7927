import Foundation

/// A measurement as one line of JSON.
public struct Report: Encodable {
    /// What was done.
    public let work: String
    /// What is counted, such as `samples`.
    public let items: String
    /// How many there were.
    public let count: Int
    /// Seconds on the clock on the wall.
    public let elapsedSeconds: Double
    /// Seconds of processor time, of all threads together.
    public let processorSeconds: Double
    /// Items in a second of processor time.
    public let itemsPerProcessorSecond: Double
    /// Items in a second on the clock on the wall.
    public let itemsPerSecond: Double
    /// The most memory that the process has held so far; nothing where the system does not say it.
    public let peakBytes: Int?
    /// How large the work was.
    public let settings: [String: Int]
    /// What else is to be known, such as the kernels.
    public let notes: [String: String]

    /// Makes the report of a measurement.
    public init(
        _ work: String, items: String, _ span: Span, settings: [String: Int], notes: [String: String] = [:]
    ) {
        self.work = work
        self.items = items
        self.settings = settings
        self.notes = notes
        count = span.count
        elapsedSeconds = span.elapsed
        processorSeconds = span.processor
        itemsPerProcessorSecond = Double(span.count) / span.processor
        itemsPerSecond = Double(span.count) / span.elapsed
        peakBytes = Self.peakBytes()
    }

    /// Prints the line.
    public func print() throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        Swift.print(String(decoding: try encoder.encode(self), as: UTF8.self))
    }

    /// What Linux calls `VmHWM`, which begins anew with a program, as what `getrusage` gives does not.
    private static func peakBytes() -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
            let kilobytes = Int(line.filter(\.isNumber))
        else { return nil }
        return kilobytes * 1024
    }
}
