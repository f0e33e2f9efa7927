/// The groups of a NeXus file that patterns are looked for in.
struct NeXusGroups {
    /// Every group with its class and, where it has one, that of the entry which it stands in.
    private let groups: [HDF5Object]

    /// Walks through a file, so many groups and levels deep at most.
    init(_ root: HDF5Object) throws {
        var groups = [root]
        try root.forEachBelow(levels: 10) { object in
            if object.isGroup, groups.count < 4096 { groups.append(object) }
            return groups.count < 4096
        }
        self.groups = groups
    }

    /// All groups of a class, such as `NXdata`.
    func groups(of kind: String) throws -> [HDF5Object] {
        try groups.filter { try $0.text("NX_class") == kind }
    }

    /// The group that the attributes `default` lead to from the root, one after the other.
    func standard() throws -> HDF5Object? {
        var found: HDF5Object?
        var current = groups[0]
        for _ in 0..<10 {
            guard let name = try current.text("default"), let next = try current.object(name), next.isGroup else {
                break
            }
            (found, current) = (next, next)
        }
        return found
    }

    /// The wavelength in ångströms that beam or monochromator have, where all agree.
    func wavelength() throws -> Double? {
        var found: [Double] = []
        for group in groups {
            guard let kind = try group.text("NX_class") else { continue }
            let names = ["NXbeam": "incident_wavelength", "NXmonochromator": "wavelength"]
            let energies = ["NXbeam": "incident_energy", "NXmonochromator": "energy"]
            if let name = names[kind], let object = try group.object(name) {
                found += try Self.numbers(object, ["angstrom": 1, "å": 1, "a": 1, "nm": 10, "m": 1e10])
            } else if let name = energies[kind], let object = try group.object(name) {
                found += try Self.numbers(object, ["kev": 1, "ev": 1e-3]).map { 12.398419843 / $0 }
            }
        }
        guard let first = found.first, found.allSatisfy({ abs($0 - first) <= 1e-6 * first }),
            PowderRadiation.isWavelength(first)
        else { return nil }
        return first
    }

    /// The single number of a dataset times the factor of its unit; nothing where the unit is none of those.
    private static func numbers(_ object: HDF5Object, _ factors: [String: Double]) throws -> [Double] {
        guard let unit = try object.text("units")?.lowercased(), let factor = factors[unit] else { return [] }
        let dataset = try object.dataset()
        guard dataset.count == 1 else { return [] }
        return try dataset.numbers(as: Double.self).map { $0 * factor }
    }
}
