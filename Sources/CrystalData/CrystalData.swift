/// What is known of crystals and atoms beforehand, as the files of the folder `Resources` say it.
///
/// The files are part of the program, so that it finds them wherever it is put. They are a target of their own because
/// they take long to compile.
package enum CrystalData {
    /// The elements and their atomic weights.
    package static var elements: [UInt8] { PackageResources.elements_csv }
    /// The coefficients of form factors.
    package static var formFactors: [UInt8] { PackageResources.form_factors_csv }
    /// The dispersion corrections at the lines of X-ray tubes.
    package static var anomalousScattering: [UInt8] { PackageResources.anomalous_scattering_csv }

    /// CIF files of structures, with their names: those of the paper's phases in its order, then quartz, and then
    /// standards that are mixed into samples.
    package static let structures: [(file: String, bytes: [UInt8])] = [
        ("calcite.cif", PackageResources.calcite_cif), ("gibbsite.cif", PackageResources.gibbsite_cif),
        ("dolomite.cif", PackageResources.dolomite_cif), ("hematite.cif", PackageResources.hematite_cif),
        ("quartz.cif", PackageResources.quartz_cif), ("corundum.cif", PackageResources.corundum_cif),
        ("silicon.cif", PackageResources.silicon_cif),
    ]
}
