public import DeclarativeFiles

/// A parameter that a refinement leaves at a value, named as results name it.
public struct FixedParameter: Sendable, Hashable {
    /// The name of its phase, or nothing where it belongs to the instrument or the sample.
    public let phase: String?
    /// What it is, such as `a`, `size` or `zero-shift`.
    public let name: String
    /// Its value in the unit of results, or nothing where it stays where a refinement begins.
    public let value: Double?

    /// Names a parameter.
    public init(phase: String?, name: String, value: Double?) {
        self.phase = phase
        self.name = name
        self.value = value
    }

    /// Where it belongs and what it is, such as `calcite.a` or `instrument.zero-shift`.
    public var label: String { (phase ?? Self.instrument) + "." + name }

    /// What stands for the phase of a parameter of the instrument or the sample.
    public static let instrument = "instrument"

    /// The parameter with its value; null where it stays where a refinement begins.
    public var structured: StructuredValue {
        ["parameter": .string(label), "value": value.map { .number($0) } ?? .null]
    }
}
