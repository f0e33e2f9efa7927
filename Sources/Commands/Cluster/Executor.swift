internal import ArgumentParser

/// What carries out the tasks of a submission.
enum Executor: String, CaseIterable, ExpressibleByArgument {
    /// The workload manager Slurm.
    case slurm
}
