internal import ArgumentParser
internal import Commands

/// A method, by the name that specs have for it.
struct MethodArgument: ExpressibleByArgument {
    let method: any UnmixingMethod

    /// The methods of all fields of the program: those that give baselines.
    static func known() -> [any UnmixingMethod] {
        var methods: [any UnmixingMethod] = []
        for case let baseline as UnmixingBaseline in Program.current.baselines()
        where !methods.contains(where: { $0.card.name == baseline.unmixing.card.name }) {
            methods.append(baseline.unmixing)
        }
        return methods
    }

    init?(argument: String) {
        guard let method = Self.known().first(where: { $0.card.name == argument }) else { return nil }
        self.method = method
    }

    static var allValueStrings: [String] { known().map(\.card.name) }
}
