extension PowderAxis {
    /// The axis of the name and the unit that a NeXus file gives, or nothing where they mean none.
    init?(nexusName name: String, unit: String?) {
        let name = name.lowercased()
        // pyFAI writes units as `2th_deg` and `q_nm^-1`.
        let unit = (unit ?? "").lowercased().filter { !" {}()".contains($0) }
        let isHalf = ["theta", "th", "θ"].contains(name)
        switch unit {
        case "deg", "degree", "degrees", "°", "2th_deg", "2θ_deg": self = isHalf ? .theta : .twoTheta
        case "rad", "radian", "radians", "2th_rad":
            guard !isHalf else { return nil }
            self = .twoThetaRadians
        case "1/angstrom", "angstrom^-1", "angstrom-1", "1/a", "a^-1", "a-1", "1/å", "å^-1", "å-1", "å⁻¹", "q_a^-1",
            "1/ang",
            "1/angstroms":
            self = .qPerAngstrom
        case "1/nm", "nm^-1", "nm-1", "nm⁻¹", "q_nm^-1", "1/nanometer": self = .qPerNanometer
        case "angstrom", "angstroms", "å", "a", "ang":
            guard name.hasPrefix("d") else { return nil }
            self = .dAngstroms
        case "nm", "nanometer":
            guard name.hasPrefix("d") else { return nil }
            self = .dNanometers
        default: return nil
        }
    }
}
