package import DeclarativeFiles

extension AngleGrid {
    package var canonical: StructuredValue {
        ["first": .number(first), "step": .number(step), "count": .integer(count)]
    }
}
