/// The choices that decide whether a reader asks for a key: another answer, and nothing else, makes the key unknown.
struct DecisiveChoices {
    /// Readings whose answers are the same but for that of one choice.
    private struct Comparison: Hashable {
        let choice: String
        let otherAnswers: [String: String]
    }

    /// The choices whose names stand in the file, each path once, in the order of the readings.
    private let choices: [KeyRecorder.Choice]
    /// The answer of each reading that had to choose, by the path of the choice.
    private let answers: [String: [Int: String]]
    /// The readings that asked for a key.
    private let readings: [String: Set<Int>]
    /// The readings that can be compared for a choice.
    private let comparisons: [String: [[Int]]]

    init(_ runs: [KeyRecorder.Run]) {
        var choices: [KeyRecorder.Choice] = []
        var answers: [String: [Int: String]] = [:]
        var readings: [String: Set<Int>] = [:]
        var compared: [Comparison: [Int]] = [:]
        let readingOfAnswers = Dictionary(runs.indices.map { (runs[$0].answers, $0) }) { first, _ in first }
        for (reading, run) in runs.enumerated() {
            for path in run.questions.keys { readings[path, default: []].insert(reading) }
            for choice in run.choices {
                if choice.isWritten, answers[choice.path] == nil { choices.append(choice) }
                answers[choice.path, default: [:]][reading] = choice.answer
            }
            for choice in run.answers.keys {
                let otherAnswers = run.answers.filter { $0.key != choice }
                let plain = readingOfAnswers[otherAnswers].map { [$0] } ?? []
                compared[Comparison(choice: choice, otherAnswers: otherAnswers), default: plain].append(reading)
            }
        }
        self.choices = choices
        self.answers = answers
        self.readings = readings
        comparisons = Dictionary(compared.map { ($0.key.choice, [$0.value]) }, uniquingKeysWith: +)
    }

    /// The choices that decide about a key, and the names with which it is asked for.
    func conditions(of path: String) -> [KeyDescription.Condition] {
        let holding = readings[path] ?? []
        return choices.compactMap { choice in
            guard !path.hasPrefix(choice.path + "."),
                let compared = comparisons[choice.path],
                compared.contains(where: { $0.contains(where: holding.contains) && !$0.allSatisfy(holding.contains) })
            else { return nil }
            let chosen = Set(answers[choice.path, default: [:]].filter { holding.contains($0.key) }.values)
            return KeyDescription.Condition(path: choice.path, names: choice.names.filter(chosen.contains))
        }
    }
}
