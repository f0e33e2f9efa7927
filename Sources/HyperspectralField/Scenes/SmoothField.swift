import Foundation
import NumericalMethods
internal import Unmixing

/// Draws a random image that varies smoothly: a Gaussian field of mean 0 and variance 1, pixels row by row.
///
/// It is a sum of 64 waves whose frequencies follow a normal distribution, so that two pixels at distance d have the
/// correlation exp(-d² / 2l²) (random Fourier features; A. Rahimi and B. Recht, *Random Features for Large-Scale Kernel
/// Machines*, NIPS 2007).
///
/// - Parameters:
///   - size: The size of the image.
///   - length: The correlation length l in pixels.
///   - stream: Where the waves are drawn from.
/// - Returns: The value of each pixel.
func smoothField(size: ImageSize, length: Double, stream: inout RandomStream) -> [Double] {
    let waves = 64
    let amplitude = (2 / Double(waves)).squareRoot()
    var field = [Double](repeating: 0, count: size.pixels)
    for _ in 0..<waves {
        let rowFrequency = stream.normal() / length
        let columnFrequency = stream.normal() / length
        let phase = 2 * Double.pi * stream.uniform()
        // cos(p + q) = cos p cos q - sin p sin q spares a cosine per pixel.
        let along = (0..<size.columns).map { columnFrequency * Double($0) }
        let cosines = along.map { cos($0) }
        let sines = along.map { sin($0) }
        for row in 0..<size.rows {
            let angle = rowFrequency * Double(row) + phase
            let (cosine, sine) = (amplitude * cos(angle), amplitude * sin(angle))
            let start = row * size.columns
            for column in 0..<size.columns {
                field[start + column] += cosine * cosines[column] - sine * sines[column]
            }
        }
    }
    return field
}
