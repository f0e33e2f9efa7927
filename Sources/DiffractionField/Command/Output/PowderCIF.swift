internal import Commands
internal import PowderDiffraction
internal import Reports
internal import ScientificFormats

/// A refined pattern as a CIF file with the names of the powder dictionary: a block for the pattern, and one for each phase
/// that was found.
///
/// Source: B. H. Toby, R. B. Von Dreele, A. C. Larson, J. Appl. Cryst. 36 (2003) 1290; dictionary `cif_pow.dic` 1.0.1 of
/// the International Union of Crystallography, and its core dictionary for what belongs to structures.
struct PowderCIF {
    let pattern: RefinedPattern
    let name: String

    private var result: RefinementResult { pattern.result }

    /// The indices of the phases that are in the calculated pattern.
    private var found: [Int] { result.phases.indices.filter { result.phases[$0].fraction > 0 } }

    /// The whole file.
    func text() -> String {
        "# Written by proportions. Weight fractions, R factors and curves are those of the Rietveld refinement.\n"
            + patternBlock() + found.map(phaseBlock).joined()
    }

    /// The identifier of a block, by which others refer to it.
    private func blockIdentifier(_ part: String) -> String {
        CIFText.blockName(name) + "|" + CIFText.blockName(part) + "|proportions|"
    }

    private func blockName(_ phase: Int) -> String {
        CIFText.blockName("\(name)_phase_\(phase + 1)_\(result.phases[phase].name)")
    }

    // MARK: The pattern

    private func patternBlock() -> String {
        let (factors, curves) = (result.agreement, result.curves)
        let (first, last) = (curves.twoTheta[0], curves.twoTheta[curves.twoTheta.count - 1])
        let step = (last - first) / Double(max(curves.twoTheta.count - 1, 1))
        let block =
            "\ndata_\(CIFText.blockName(name))_pattern\n"
            + CIFText.item("_pd_block_id", blockIdentifier("pattern"))
            + CIFText.item("_audit_creation_method", "proportions")
            + CIFText.item("_pd_calc_method", "Rietveld refinement")
            + CIFText.item("_diffrn_radiation_probe", "x-ray")
            + CIFText.number("_pd_proc_2theta_range_min", NumberText.cell(first))
            + CIFText.number("_pd_proc_2theta_range_max", NumberText.cell(last))
            + CIFText.number("_pd_proc_2theta_range_inc", PlainText.number(step))
            + CIFText.number("_pd_proc_number_of_points", "\(curves.twoTheta.count)")
            + (pattern.recipe.excluded.isEmpty
                ? ""
                : CIFText.item("_pd_proc_info_excluded_regions", ExcludedAngles.words(pattern.recipe.excluded)))
            + CIFText.number("_pd_proc_ls_prof_R_factor", PlainText.number(factors.profile))
            + CIFText.number("_pd_proc_ls_prof_wR_factor", PlainText.number(factors.weightedProfile))
            + CIFText.number("_pd_proc_ls_prof_wR_expected", PlainText.number(factors.expected))
            + CIFText.number("_refine_ls_goodness_of_fit_all", PlainText.number(factors.goodnessOfFit))
            + CIFText.item(
                "_pd_proc_ls_background_function",
                "\(result.backgroundPolynomials) Chebyshev polynomials and one over the angle")
            + CIFText.item("_pd_proc_ls_profile_function", "Thompson-Cox-Hastings pseudo-Voigt function")
            + CIFText.item("_pd_proc_ls_special_details", details())
        return block + radiationLoop() + phaseLoop() + profileLoop()
    }

    /// What has no name in the dictionary.
    private func details() -> String {
        let numbers = (result.values + result.fixed).filter { $0.phase == nil }.map {
            "\($0.name) \(NumberText.uncertain($0.value, $0.uncertainty)) \($0.unit)"
        }
        return
            ([
                result.isConverged ? "The refinement converged." : "The refinement did not converge.",
                "The pattern is \(pattern.path).",
            ] + numbers).joined(separator: "\n").replacing("°", with: "degrees").replacing("²", with: "^2")
    }

    private func radiationLoop() -> String {
        CIFText.loop(
            ["_diffrn_radiation_wavelength_id", "_diffrn_radiation_wavelength", "_diffrn_radiation_wavelength_wt"],
            pattern.instrument.radiation.lines.enumerated().map { index, line in
                ["\(index + 1)", "\(line.wavelength)", PlainText.number(line.share)]
            })
    }

    private func phaseLoop() -> String {
        CIFText.loop(
            ["_pd_phase_id", "_pd_phase_block_id", "_pd_phase_name", "_pd_phase_mass_%"],
            found.map { phase in
                let (fraction, uncertainty) = (result.phases[phase].fraction, result.phases[phase].uncertainty)
                return [
                    "\(phase + 1)", CIFText.value(blockIdentifier("phase_\(phase + 1)")),
                    CIFText.value(result.phases[phase].name),
                    NumberText.uncertain(100 * fraction, uncertainty.map { 100 * $0 }),
                ]
            })
    }

    private func profileLoop() -> String {
        let curves = result.curves
        return CIFText.loop(
            [
                "_pd_data_point_id", "_pd_meas_2theta_scan", "_pd_meas_intensity_total",
                "_pd_calc_intensity_total", "_pd_proc_intensity_bkg_calc",
            ],
            curves.twoTheta.indices.map { index in
                [
                    "\(index + 1)", NumberText.cell(curves.twoTheta[index]), "\(curves.observed[index])",
                    "\(Float(curves.calculated[index]))", "\(Float(curves.background[index]))",
                ]
            })
    }

    // MARK: Phases

    private func phaseBlock(_ phase: Int) -> String {
        let structure = (pattern.phases.structures + pattern.phases.impurities)[phase]
        let values = (result.values + result.fixed).filter { $0.phase == structure.name }
        let cell = RefinedCell(structure, values: values)
        let added = values.first { $0.name == "overall-b" }?.value ?? 0
        let head =
            "\ndata_\(blockName(phase))\n" + CIFText.item("_pd_block_id", blockIdentifier("phase_\(phase + 1)"))
            + CIFText.item("_pd_phase_name", structure.name)
            + CIFText.item("_chemical_formula_sum", structure.formula().description)
            + CIFText.number("_cell_formula_units_Z", "\(structure.unitsPerCell())")
            + cell.text()
            + CIFText.item("_space_group_name_H-M_alt", structure.spaceGroup.symbol)
            + (structure.spaceGroup.number.map { CIFText.number("_space_group_IT_number", "\($0)") } ?? "")
            + (result.phases[phase].braggFactor.map {
                CIFText.number("_refine_ls_R_I_factor", PlainText.number($0))
            } ?? "")
        return head
            + CIFText.loop(
                ["_space_group_symop_id", "_space_group_symop_operation_xyz"],
                structure.spaceGroup.operations.enumerated().map { ["\($0 + 1)", CIFText.value($1.description)] })
            + CIFText.loop(
                [
                    "_atom_site_label", "_atom_site_type_symbol", "_atom_site_fract_x", "_atom_site_fract_y",
                    "_atom_site_fract_z", "_atom_site_occupancy", "_atom_site_B_iso_or_equiv",
                ],
                structure.sites.map { site in
                    let numbers = [site.position.x, site.position.y, site.position.z, site.occupancy]
                    return [CIFText.value(site.label), CIFText.value(site.scatterer)]
                        + (numbers + [site.displacement + added]).map { PlainText.number($0) }
                })
    }
}
