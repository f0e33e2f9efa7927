/// The keys that readers ask for, found by running them on a file that is imagined.
///
/// Whatever a reader asks for is there, and its value is the first that is allowed. Where the reader lets a file choose among
/// names, it runs once more for each of them, so that keys which only some names have are seen, too. All of this is done twice,
/// the second time with larger numbers: a limit that is another one then depends on other keys, and is shown as `…`. Problems that
/// readers report are of no account.
public struct KeyReference: Sendable, Equatable {
    /// The keys: those of a mapping right behind its own, in the order in which the reader asks for them.
    public let keys: [KeyDescription]
    /// The paths that a reader explains by ``Section/explain(_:)`` and never asks for.
    public let unknownExplanations: [String]

    /// Describes the keys of a mapping.
    ///
    /// - Parameter read: Reads the mapping, as it does to build a value. It is called several times, and must ask for the same
    ///   keys whenever it is given the same answers.
    public init(reading read: (Section) -> Void) {
        let record = Self.record(of: read, excess: 0)
        let larger = Dictionary(Self.record(of: read, excess: 1).descriptions().map { ($0.path, $0.kinds) }) {
            first, _ in first
        }
        keys = record.descriptions().map { key in key.withoutLimits(thatDifferFrom: larger[key.path] ?? []) }
        unknownExplanations = record.unknownExplanations()
    }

    private static func record(of read: (Section) -> Void, excess: Int) -> KeyRecord {
        var record = KeyRecord()
        var pending: [[String: String]] = [[:]]
        var tried: Set<[String]> = []
        while let answers = pending.popLast() {
            let recorder = KeyRecorder(answers: answers, excess: excess)
            read(Section(path: "", element: recorder.imagined(), problems: ProblemList()))
            let run = recorder.run
            record.add(run)
            for choice in run.choices {
                tried.insert([choice.path, choice.answer])
                for name in choice.names where tried.insert([choice.path, name]).inserted {
                    pending.append(answers.merging([choice.path: name]) { $1 })
                }
            }
        }
        return record
    }

    /// The keys that no reader explains.
    public var unexplained: [String] { keys.filter { $0.meaning == nil }.map(\.path) }
}
