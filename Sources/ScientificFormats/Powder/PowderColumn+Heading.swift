extension PowderColumn {
    /// What a column of a heading holds, as diffractometers and programs name it: `q_nm^-1`, `2-Theta Angle (Degrees)`,
    /// `Pos. [°2Th.]`, `Intensity (cps)`, `y_calc`, `esd`.
    ///
    /// It is nothing for a heading that is not known.
    ///
    /// - Parameter heading: The heading.
    package init?(heading: String) {
        let text = Self.plain(heading)
        let words = text.split { !$0.isLetter && !$0.isNumber }.map { String($0) }
        let joined = words.joined()
        guard !joined.isEmpty,
            let found = Self.curve(words, joined) ?? Self.axis(text, words, joined) ?? Self.measured(words, joined)
        else { return nil }
        self = found
    }

    /// Lower case, with Greek letters, signs and exponents spelled out.
    private static func plain(_ heading: String) -> String {
        var text = heading.lowercased()
        for (sign, word) in [
            ("θ", "theta"), ("ϑ", "theta"), ("σ", "sigma"), ("δ", "delta"), ("λ", "lambda"), ("°", " deg "),
            ("º", " deg "), ("å", "a"), ("\u{212B}", "a"), ("⁻¹", "^-1"), ("two theta", "2theta"),
            ("2 theta", "2theta"),
            ("2-theta", "2theta"), ("two-theta", "2theta"), ("\u{FFFD}", " "),
        ] { text = text.replacing(sign, with: word) }
        return text
    }

    /// Curves and numbers that a refinement does not need.
    private static func curve(_ words: [String], _ joined: String) -> PowderColumn? {
        func has(_ names: Set<String>) -> Bool { words.contains(where: names.contains) }
        if has(["subtracted", "corrected"]) { return nil }
        let isCurve =
            has([
                "calc", "ycalc", "icalc", "ycal", "ical", "calculated", "yc", "fit", "fitted", "model", "bkg", "ybkg",
                "ibkg", "bkgd", "bckg", "iback", "yback", "bgr", "bg", "background", "diff", "difference", "residual",
                "residuals", "resid", "delta",
            ]) || joined.hasPrefix("calc") || joined.hasPrefix("backg")
        if isCurve, joined != "deltai", joined != "deltay" { return .unused }
        if ["att", "attenuator", "attenuation", "abs", "absorber"].contains(words[0]) || joined.hasPrefix("atten") {
            return .attenuator
        }
        let other: Set<String> = [
            "index", "idx", "no", "nr", "n", "row", "point", "points", "pt", "unnamed", "time", "seconds", "monitor",
            "temperature", "flag", "mask", "phase", "h", "k", "l", "hkl",
        ]
        return other.contains(words[0]) || joined.hasPrefix("counttime") || joined.hasPrefix("countingtime")
            ? .unused : nil
    }

    /// Angles and what they follow from.
    private static func axis(_ text: String, _ words: [String], _ joined: String) -> PowderColumn? {
        let isNanometer = words.dropFirst().contains { $0.hasPrefix("nm") || $0.hasPrefix("nano") }
        let isAngstrom = words.dropFirst().contains {
            ["a", "a1", "ang", "inva"].contains($0) || $0.hasPrefix("angstr") || $0.hasPrefix("ngstr")
        }
        if joined.contains("2th") || joined.contains("twotheta") || joined.hasPrefix("tth")
            || joined.hasPrefix("ttheta")
        {
            return .axis(words.contains { $0 == "rad" || $0.hasPrefix("radian") } ? .twoThetaRadians : .twoTheta)
        }
        if words[0] == "theta" || words[0] == "th" { return .axis(.theta) }
        if text.hasPrefix("d*") { return .otherAxis }
        let isQ =
            words[0] == "q" || words[0] == "qspace" || joined.hasPrefix("scatteringvector")
            || joined.hasPrefix("momentumtransfer") || joined.hasPrefix("qspace")
        if isQ || ["qnm1", "qnm"].contains(joined) || ["qa1", "qa"].contains(joined) {
            if isNanometer || joined.hasPrefix("qnm") { return .axis(.qPerNanometer) }
            return isAngstrom || joined.hasPrefix("qa") ? .axis(.qPerAngstrom) : .qOfUnknownUnit
        }
        let isD = words[0] == "d" || words[0] == "dspacing" || words[0] == "dspace" || words[0] == "dvalue"
        if isD,
            words.dropFirst().allSatisfy({
                ["spacing", "value", "values", "nm", "a", "ang"].contains($0) || $0.hasPrefix("nano")
                    || $0.hasPrefix("angstr") || $0.hasPrefix("ngstr")
            })
        {
            return .axis(isNanometer ? .dNanometers : .dAngstroms)
        }
        let isAngle = ["angle", "angles", "x", "position", "pos", "deg", "degree", "degrees", "winkel"].contains(
            words[0])
        if isAngle, words.count < 4 { return .axis(.twoTheta) }
        let others: Set<String> = [
            "energy", "e_kev", "kev", "ev", "tof", "r", "radius", "radial", "pixel", "pixels", "channel", "chi", "phi",
            "omega", "azimuth", "frequency", "wavenumber", "raman",
        ]
        return others.contains(words[0]) || joined.hasPrefix("timeofflight") ? .otherAxis : nil
    }

    /// Intensities and how certain they are.
    private static func measured(_ words: [String], _ joined: String) -> PowderColumn? {
        let errors: Set<String> = [
            "sigma", "sig", "esd", "esds", "error", "errors", "err", "std", "stdev", "stddev", "sd", "su",
            "uncertainty", "unc", "di", "dy", "ierr", "yerr", "deltai", "deltay", "isigma", "sigmai", "fehler", "dev",
        ]
        if words.contains(where: errors.contains) || joined.hasPrefix("standarddev") {
            return .uncertainty
        }
        if ["e", "s"].contains(joined) { return .uncertainty }
        if words.contains("variance") || words.contains("var") { return .variance }
        if ["weight", "weights", "w", "wt", "yweight", "yw"].contains(words[0]) { return .weight }
        let isRate =
            words.contains { ["cps", "kcps"].contains($0) } || joined.contains("countspersec")
            || joined.hasSuffix("countss") || joined.hasSuffix("ctss") || joined.hasSuffix("countssec")
        if isRate { return .intensity(.countsPerSecond) }
        if words.contains(where: { $0.hasPrefix("count") || $0 == "cts" || $0 == "cnts" || $0.hasPrefix("impuls") }) {
            return .intensity(.counts)
        }
        let names: Set<String> = [
            "i", "int", "y", "yobs", "iobs", "obs", "observed", "yo", "psd", "signal", "detector", "det",
        ]
        return names.contains(words[0]) || words.contains { $0.hasPrefix("intens") } ? .intensity(.unknown) : nil
    }
}
