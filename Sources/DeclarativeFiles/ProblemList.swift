/// The list that everything being read from one file reports to.
final class ProblemList {
    private(set) var problems: [Problem] = []

    func report(_ message: String, at place: SourcePlace) {
        problems.append(Problem(place: place, message: message))
    }
}
