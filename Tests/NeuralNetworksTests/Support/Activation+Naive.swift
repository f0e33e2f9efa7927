import NeuralNetworks

extension Activation {
    func value(_ z: Double) -> Double {
        switch self {
        case .identity: z
        case .rectifier: z > 0 ? z : 0
        }
    }

    func derivative(_ z: Double) -> Double {
        switch self {
        case .identity: 1
        case .rectifier: z > 0 ? 1 : 0
        }
    }
}
