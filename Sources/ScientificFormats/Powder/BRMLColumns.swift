/// Which number of a `Datum` is what, as the views of a BRML route say.
struct BRMLColumns {
    /// The numbers that the views ask for.
    let count: Int
    let twoTheta: Int
    let counts: Int
    /// The factor of the absorber that was in the beam, which the counts have been multiplied by.
    let absorptionFactor: Int?
    /// The seconds that were counted.
    let time: Int?

    init(of route: XMLElement, source: XMLSource) throws {
        let views = try (route.first("DataViews")?.children("RawDataView") ?? []).map {
            try View($0, source: source)
        }
        guard !views.isEmpty else { throw source.error(route, "no views that say what stands in which column") }
        count = views.map(\.columns.upperBound).max() ?? 0

        let axes = views.flatMap { view in
            (view.element.first("Varying")?.children("FieldDefinitions") ?? []).enumerated().map { index, field in
                (name: field.attributes["AxisId"] ?? field.attributes["FieldName"] ?? "", view: view, index: index)
            }
        }
        guard let axis = axes.first(where: { $0.name == "TwoTheta" }) else {
            let names = axes.map { "'\($0.name)'" }.joined(separator: ", ")
            throw source.error(route, "no column is 'TwoTheta', so 2θ was not scanned; there are \(names)")
        }
        guard axis.index < axis.view.columns.count else {
            throw source.error(axis.view.element, "'TwoTheta' is field \(axis.index + 1) of fewer")
        }
        twoTheta = axis.view.columns.lowerBound + axis.index

        let recordings = views.filter {
            $0.element.first("Recording", "Unit")?.attributes["Base"] == "Counts"
        }
        guard let recording = recordings.first else { throw source.error(route, "no column holds counts") }
        guard recordings.count == 1 else {
            throw source.error(route, "\(recordings.count) detectors recorded counts, and nothing says which to take")
        }
        guard recording.columns.count == 1 else {
            throw source.error(
                recording.element, "\(recording.columns.count) counts at each point, where one is read")
        }
        counts = recording.columns.lowerBound
        func fixed(_ name: String) -> Int? {
            views.first { $0.element.attributes["LogicName"] == name && $0.columns.count == 1 }?.columns.lowerBound
        }
        absorptionFactor = fixed("AbsorptionFactor")
        time = fixed("MeasuredTime")
    }

    /// A view: the columns that it is of, and what it says of them.
    private struct View {
        let element: XMLElement
        let columns: Range<Int>

        init(_ element: XMLElement, source: XMLSource) throws {
            let numbers = ["Start", "Length"].map { element.attributes[$0].flatMap { Int($0) } ?? -1 }
            guard numbers[0] >= 0, numbers[1] >= 0, numbers[0] <= 1 << 20, numbers[1] <= 1 << 20 else {
                throw source.error(element, "'Start' and 'Length' are not columns")
            }
            self.element = element
            columns = numbers[0]..<numbers[0] + numbers[1]
        }
    }
}
