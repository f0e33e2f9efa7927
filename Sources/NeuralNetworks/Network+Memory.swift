extension Network {
    /// The memory that a network and its training by Adam take, in bytes, without anything being allocated.
    ///
    /// That is 4 bytes for each of the parameters, their gradients and Adam's two running means, and for the outputs of
    /// each layer and their gradients, with every sample of a batch.
    ///
    /// - Parameters:
    ///   - layers: The layers.
    ///   - batchCapacity: The largest number of samples of a batch.
    /// - Returns: The bytes, as a number that cannot overflow.
    package static func bytes(layers: [any Layer], batchCapacity: Int) -> Double {
        let parameters = layers.reduce(0.0) { $0 + Double($1.parameterCount) }
        let inputs = Double(layers.first?.inputFeatures ?? 0)
        let outputs = layers.reduce(0.0) { $0 + Double($1.outputFeatures) }
        let samples = Double(ActivationMatrix.padded(samples: batchCapacity))
        return Double(MemoryLayout<Float>.stride) * (4 * parameters + (inputs + 2 * outputs) * samples)
    }
}
