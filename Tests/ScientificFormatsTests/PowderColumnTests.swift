import ScientificFormats
import Testing

@Suite struct PowderColumnTests {
    @Test(
        arguments: [
            ("2th_deg", .axis(.twoTheta)), ("2Theta", .axis(.twoTheta)), ("2θ (°)", .axis(.twoTheta)),
            ("TwoTheta", .axis(.twoTheta)),
            ("Pos. [°2Th.]", .axis(.twoTheta)), ("2-Theta Angle (Degrees)", .axis(.twoTheta)),
            ("Angle", .axis(.twoTheta)),
            ("x", .axis(.twoTheta)), ("tth", .axis(.twoTheta)), ("2theta/theta", .axis(.twoTheta)),
            ("2th_rad", .axis(.twoThetaRadians)),
            ("Theta [deg]", .axis(.theta)), ("θ", .axis(.theta)), ("q_nm^-1", .axis(.qPerNanometer)),
            ("q_A^-1", .axis(.qPerAngstrom)),
            ("Q (Å⁻¹)", .axis(.qPerAngstrom)), ("Q(1/A)", .axis(.qPerAngstrom)), ("Q [nm-1]", .axis(.qPerNanometer)),
            ("Q (Inverse Nanometres)", .axis(.qPerNanometer)), ("Q (Inverse Angstroms)", .axis(.qPerAngstrom)),
            ("d (Angstrom)", .axis(.dAngstroms)), ("d-spacing (Å)", .axis(.dAngstroms)), ("d", .axis(.dAngstroms)),
            ("d_nm", .axis(.dNanometers)), ("Q", .qOfUnknownUnit), ("d*2_A^-2", .otherAxis), ("r_mm", .otherAxis),
            ("Energy (keV)", .otherAxis),
            ("TOF", .otherAxis), ("I", .intensity(.unknown)), ("Intensity", .intensity(.unknown)),
            ("y_obs", .intensity(.unknown)),
            ("Intensity (counts)", .intensity(.counts)), ("Counts", .intensity(.counts)),
            ("Intensity (cps)", .intensity(.countsPerSecond)),
            ("counts/s", .intensity(.countsPerSecond)), ("sigma", .uncertainty), ("ESD", .uncertainty),
            ("σ(I)", .uncertainty),
            ("I_err", .uncertainty), ("Intensity error", .uncertainty), ("weight", .weight), ("variance", .variance),
            ("y_calc", .unused), ("Ycalc", .unused), ("Background", .unused), ("y_bkg", .unused), ("obs-calc", .unused),
            ("difference", .unused), ("Iback [cts]", .unused), ("Ical", .unused), ("Yobs-Ycal", .unused),
            ("Iobs [cts]", .intensity(.counts)), ("Attenuator", .attenuator), ("index", .unused),
            ("Unnamed: 0", .unused),
            ("tree", nil),
            ("sample 12", nil), ("", nil), ("---", nil),
        ] as [(String, PowderColumn?)])
    func headingsAreKnown(heading: String, column: PowderColumn?) {
        #expect(PowderColumn(heading: heading) == column)
    }

    @Test func everyNameStandsForOneColumn() {
        for (name, column) in PowderColumn.names { #expect(PowderColumn(name: name.uppercased()) == column) }
        #expect(PowderColumn(name: "q") == nil)
        #expect(Set(PowderColumn.names.map(\.name)).count == PowderColumn.names.count)
    }
}
