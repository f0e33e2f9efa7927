internal import ArgumentParser
internal import Experiments
internal import ScientificFormats

/// Carries out plans one after the other, and says how it went.
struct Execution {
    let store: ResultsStore
    let work: WorkOptions

    /// How all plans went.
    struct Endings {
        var troubles: [String] = []
        var interrupted = false
        /// The status with which an interrupted call ends.
        var interruptedStatus: Int32 = 130

        /// Prints what went wrong and throws the exit code, where something did.
        func exit() throws {
            for trouble in troubles { Console.complain("failed: \(trouble)") }
            if interrupted {
                Console.complain("stopped: finished runs are kept, and the same command goes on with the rest")
                throw ExitCode(interruptedStatus)
            }
            if !troubles.isEmpty { throw ExitCode.failure }
        }
    }

    /// Carries out plans; one that cannot begin does not stop the others.
    func carryOut(_ plans: [ExperimentPlan]) -> Endings {
        let interruption = Interruption()
        interruption.listen()
        let runner = Runner(
            store: store, workers: work.workers, cacheFolder: work.cacheFolder, interruption: interruption,
            progress: ProgressBoard(style: Console.isQuiet ? .silent : .automatic(), write: Console.show),
            environment: .current(commit: Program.current.knownCommit), command: CommandLine.words())
        var endings = Endings()
        for plan in plans where !interruption.isRequested {
            do {
                let summary = try runner.carryOut(plan)
                for part in plan.isLeftOut ? plan.source.absent : [] {
                    Console.inform("\(plan.spec.name): left out, because \(part.reason)")
                }
                endings.troubles += summary.troubles
                endings.interrupted = endings.interrupted || summary.interrupted
                if summary.completed == 0 && summary.reused > 0 {
                    Console.inform("\(plan.spec.name): all \(summary.reused) runs were done before")
                }
            } catch {
                endings.troubles.append("\(plan.spec.name): \(Wording(of: error))")
            }
        }
        interruption.stopListening()
        endings.interrupted = endings.interrupted || interruption.isRequested
        endings.interruptedStatus = interruption.status
        return endings
    }
}
