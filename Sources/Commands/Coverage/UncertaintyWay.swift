/// A way to state how uncertain predictions are.
enum UncertaintyWay: String, CaseIterable {
    /// Sets of all networks of a method, calibrated on the validation samples.
    case ensemble = "calibrated, all networks"
    /// Sets of the best network, calibrated on the validation samples.
    case network = "calibrated, best network"
    /// Regions of the highest density of the best network's Dirichlet distribution, calibrated on the validation samples.
    case region = "density region, best network"
    /// Central intervals of the best network's Dirichlet distribution, as they come.
    case marginals = "Dirichlet intervals, best network"
    /// Intervals of the standard uncertainties that a method states.
    case standard = "standard uncertainties"
}
