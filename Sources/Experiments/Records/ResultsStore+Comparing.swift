internal import ScientificFormats

extension ResultsStore {
    /// What there is of a run, with or without the files that its record names.
    public enum Recorded: Sendable, Equatable {
        /// A record of the planned run.
        case sound
        /// A record that cannot stand for its run, and why.
        case damaged(String)
        /// A record of a run that the spec does not ask for any more.
        case ofAnotherRecipe
    }

    /// What there is of the runs of a plan; runs without any record are left out.
    public func recorded(of plan: ExperimentPlan) -> [RunPlace: Recorded] {
        var found: [RunPlace: Recorded] = [:]
        for run in plan.runs where hasRecord(at: run.place) {
            do {
                let record = try Self.readRecord(folder: path(of: run.place), place: run.place)
                found[run.place] = record.identity == run.identity.hash ? .sound : .ofAnotherRecipe
            } catch {
                found[run.place] = .damaged("\(Wording(of: error))")
            }
        }
        return found
    }

    /// The record of a planned run, with or without the files that it names.
    public func record(of run: RunPlan) -> RunRecord? {
        let record = try? Self.readRecord(folder: path(of: run.place), place: run.place)
        return record?.identity == run.identity.hash ? record : nil
    }
}
