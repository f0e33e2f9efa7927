package import Experiments

extension Model {
    /// What the model is, as a line for people.
    package var words: String {
        let networks = networks.count == 1 ? "a network" : "\(networks.count) networks"
        return "\(place): \(networks) of \(description.architecture.name), trained on '\(description.experiment)' with "
            + "\(description.loss.name), for \(description.classes.joined(separator: ", "))"
    }
}
