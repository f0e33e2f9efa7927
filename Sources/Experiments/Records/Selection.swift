/// Which run of a method stands for it: the completed one with the lowest validation MMAE, the first of equals.
///
/// A method without validation scores is not selected from: the mean over its runs stands for it.
public enum Selection {
    /// The selected run among those of one method, or nothing where none was completed or none was validated.
    public static func best(of records: [RunRecord]) -> RunRecord? {
        records.filter { $0.outcome == .completed && ($0.validation?.mmae.isFinite ?? false) }
            .min { ($0.validation?.mmae ?? .infinity, $0.run) < ($1.validation?.mmae ?? .infinity, $1.run) }
    }
}
