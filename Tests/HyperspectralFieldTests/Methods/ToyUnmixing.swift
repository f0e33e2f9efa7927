import DeclarativeFiles
import HyperspectralField
import NumericalMethods
import ProportionInference
import Unmixing

/// Takes every pixel for a mixture of its nearest endmember and equal parts of all: a method in one type.
struct ToyUnmixing: UnmixingMethod {
    /// The share of the nearest endmember.
    var purity = 1.0

    let card = CatalogCard(
        name: "nearest", title: "Nearest", summary: "Each pixel is its nearest endmember.", reference: "none",
        revision: 4)
    let advice = "looks for the nearest endmember; at once"
    let baselineSources: [EndmemberSource] = [.simplexVolume, .given]
    let isRandom = false

    var canonical: StructuredValue { ["purity": .number(purity)] }

    func reading(_ settings: Section) -> ToyUnmixing? {
        settings.number("purity", in: 0...1, default: purity).map { ToyUnmixing(purity: $0) }
    }

    func model(of input: UnmixingInput) throws -> any UnmixingModel {
        Model(purity: purity, endmembers: try input.requiredEndmembers())
    }

    private struct Model: UnmixingModel {
        let purity: Double
        let endmembers: Matrix<Double>

        func abundances(of spectra: Matrix<Float>, from first: Int) -> BlockAbundances? {
            var abundances = Matrix(
                rows: spectra.rows, columns: endmembers.rows, repeating: (1 - purity) / Double(endmembers.rows))
            for pixel in 0..<abundances.rows {
                let distances = (0..<endmembers.rows).map { index in
                    zip(spectra.row(pixel), endmembers.row(index)).reduce(0) {
                        $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1)
                    }
                }
                let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? 0
                abundances[pixel, nearest] += purity
            }
            return BlockAbundances(abundances)
        }
    }
}
