internal import Foundation

/// The script that Slurm starts for every task of a submission.
struct SlurmScript {
    /// The submission's name.
    let name: String
    /// The number of tasks.
    let tasks: Int
    /// The largest number of tasks that run at a time; as many as there is room for where it is left out.
    let limit: Int?
    /// How many processors a task gets.
    let processors: Int
    /// How often a task is begun again after its node failed.
    let retries: Int
    /// The partition, where it is not the site's own choice.
    let partition: String?
    /// How long a task may take, as `sbatch` takes it, where it is not the site's own choice.
    let time: String?
    /// Further options of `sbatch`.
    let options: [String]
    /// The folder of the submission.
    let folder: String
    /// What a task carries out; the task's number follows.
    let command: [String]

    /// The text.
    var text: String {
        var settings = [
            "job-name=\(Slurm.jobPrefix)\(name)",
            "array=1-\(tasks)" + (limit.map { "%\($0)" } ?? ""),
            "chdir=" + Self.quoted(FileManager.default.currentDirectoryPath),
            // In a file's name Slurm puts the task's number for '%a'.
            "output=" + Self.quoted(folder.replacing("%", with: "%%") + "/logs/%a.log"),
            "open-mode=append",
            "requeue",
            "ntasks=1",
            "cpus-per-task=\(processors)",
        ]
        if let partition { settings.append("partition=" + partition) }
        if let time { settings.append("time=" + time) }
        let directives = settings.map { "#SBATCH --" + $0 } + options.map { "#SBATCH " + $0 }
        return """
            #!/bin/bash
            \(directives.joined(separator: "\n"))

            # Slurm begins a task again when its node fails; what it had finished is kept, and is not done again.
            if [ "${SLURM_RESTART_COUNT:-0}" -gt \(retries) ]; then
                echo "given up: the nodes of this task failed ${SLURM_RESTART_COUNT} times" >&2
                exit 1
            fi
            exec \(command.map(CommandLine.quoted).joined(separator: " ")) "$SLURM_ARRAY_TASK_ID"

            """
    }

    /// A path as a setting of a script takes it.
    private static func quoted(_ path: String) -> String { "\"" + path.replacing("\"", with: "\\\"") + "\"" }
}
