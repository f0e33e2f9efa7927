/// A group `NXdata`: a signal, the axis along one of its dimensions, and uncertainties where it has them.
struct NeXusData {
    let group: HDF5Object
    let signal: HDF5Dataset
    /// The dimension along which the angles run.
    let dimension: Int
    let axis: HDF5Dataset
    let kind: PowderAxis
    let uncertainties: HDF5Dataset?

    /// Understands a group, by the attributes of the group or, as older files have them, of its datasets.
    ///
    /// - Returns: Nothing where there is no signal, or no axis of angles, q or d along it.
    init?(_ group: HDF5Object) throws {
        var datasets: [(name: String, object: HDF5Object)] = []
        try group.forEachBelow(levels: 1) { object in
            let name = object.path.split(separator: "/").last.map(String.init) ?? ""
            if object.isDataset, datasets.count < 512 { datasets.append((name, object)) }
            return false
        }
        var named = try group.text("signal")
        if named == nil {
            named = try datasets.first { try Self.number($0.object, "signal") == 1 }?.name
        }
        guard let name = named, let object = datasets.first(where: { $0.name == name })?.object else { return nil }
        let signal = try object.dataset()
        guard !signal.shape.isEmpty, case .number = signal.type.kind else { return nil }

        for (dimension, name) in try Self.axes(group, object, datasets, rank: signal.shape.count) {
            guard let object = datasets.first(where: { $0.name == name })?.object else { continue }
            let axis = try object.dataset()
            // A histogram has an edge more than it has points.
            let lengths = [signal.shape[dimension], signal.shape[dimension] + 1]
            guard axis.shape.count == 1, lengths.contains(axis.shape[0]),
                let kind = PowderAxis(nexusName: name, unit: try object.text("units"))
            else { continue }
            let names = ["\(named ?? "")_errors", "\(named ?? "")_error", "errors"]
            let errors = try datasets.first { names.contains($0.name) }?.object.dataset()
            self.group = group
            self.signal = signal
            self.dimension = dimension
            self.axis = axis
            self.kind = kind
            uncertainties = errors.flatMap { $0.shape == signal.shape ? $0 : nil }
            return
        }
        return nil
    }

    /// The names of axes and the dimensions that they run along, the last dimension first.
    private static func axes(
        _ group: HDF5Object, _ signal: HDF5Object, _ datasets: [(name: String, object: HDF5Object)], rank: Int
    ) throws -> [(dimension: Int, name: String)] {
        var axes: [(dimension: Int, name: String)] = []
        let names: [String]
        if let list = try group.attribute("axes")?.texts() {
            names = list
        } else if let text = try signal.text("axes") {
            names = text.split { ":,[] ".contains($0) }.map(String.init)
        } else {
            names = []
        }
        for (dimension, name) in names.enumerated() where dimension < rank && name != "." {
            let stated = try number(group, "\(name)_indices").flatMap { Int(exactly: $0) }
            axes.append((stated.flatMap { (0..<rank).contains($0) ? $0 : nil } ?? dimension, name))
        }
        // Counted from one, and older still.
        for (name, object) in datasets {
            guard let stated = try number(object, "axis").flatMap({ Int(exactly: $0) }), (1...rank).contains(stated)
            else { continue }
            axes.append((stated - 1, name))
        }
        return axes.sorted { $0.dimension > $1.dimension }
    }

    /// A number of an attribute, which may be written as text.
    private static func number(_ object: HDF5Object, _ name: String) throws -> Double? {
        try object.numbers(name)?.first ?? object.text(name).flatMap { Double($0) }
    }
}
