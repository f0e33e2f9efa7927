import NeuralNetworks

/// An image interpolated to twice its size, of which the last row and column may be cut off.
struct NaiveDoubling: NaiveImageLayer {
    let from, to: FeatureShape

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        let whole = FeatureShape(rows: 2 * from.rows, columns: 2 * from.columns, channels: from.channels)
        let doubled = NaiveUpsampling(from: from, to: whole).forward(x, [])
        return (0..<to.rows).flatMap { row in
            doubled[row * whole.columns * whole.channels..<(row * whole.columns + to.columns) * whole.channels]
        }
    }
}

/// The interpolation, then the convolution.
struct NaiveDoubledConvolution: NaiveImageLayer {
    let doubling: NaiveDoubling
    let convolution: NaiveImageConvolution

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        convolution.forward(doubling.forward(x, []), parameters)
    }
}

/// What the interpolated image's mean and variance make of the image.
struct NaiveDoubledNormalization: NaiveImageLayer {
    let doubling: NaiveDoubling

    func forward(_ x: [Double], _ parameters: [Double]) -> [Double] {
        let (shape, channels) = (doubling.to, doubling.from.channels)
        let doubled = doubling.forward(x, [])
        var y = x
        for channel in 0..<channels {
            let values = (0..<shape.pixels).map { doubled[$0 * channels + channel] }
            let mean = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            for pixel in 0..<doubling.from.pixels {
                let normalized = (x[pixel * channels + channel] - mean) / (variance + 1e-5).squareRoot()
                y[pixel * channels + channel] = parameters[channel] * normalized + parameters[channels + channel]
            }
        }
        return y
    }
}
