internal import CrystalData

extension CrystalStructure {
    /// The structures that are part of the program: the four phases of the paper, in its order, quartz, which some
    /// samples hold beside them, and corundum and silicon, which are standards.
    ///
    /// Simonnet et al. take calcite from S. A. Markgraf and R. J. Reeder (1985), dolomite from H. Steinfink and F. J. Sans
    /// (1959), gibbsite from E. Balan et al. (2006), and hematite from R. L. Blake et al. (1966). The CIF files of the
    /// program say what each is taken from here.
    public static let builtIn: [CrystalStructure] = CrystalData.structures.map { name, bytes in
        do {
            return try read(cifBytes: bytes, path: name).structure
        } catch {
            preconditionFailure("a structure that is part of the program cannot be read: \(error)")
        }
    }

    /// The structure of a name among those that are part of the program, such as `calcite`.
    public static func builtIn(named name: String) -> CrystalStructure? {
        builtIn.first { $0.name == name }
    }
}
