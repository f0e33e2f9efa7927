public import ArgumentParser
package import DeclarativeFiles
internal import Foundation

/// How a listing is printed.
public struct ListingOptions: ParsableArguments {
    @Flag(name: .customLong("json"), help: "Print JSON.")
    var isJSON = false

    /// Makes options that are still to be read.
    public init() {}

    /// Prints a listing: as JSON where that is asked for, else as text.
    ///
    /// - Parameters:
    ///   - json: The listing as values.
    ///   - text: The same for people.
    /// - Throws: What keeps the listing from being made.
    package func print(json: @autoclosure () throws -> StructuredValue, text: @autoclosure () throws -> String) throws {
        guard isJSON else { return Console.print(try text()) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Console.print(String(decoding: try encoder.encode(try json()), as: UTF8.self))
    }
}
