import Commands
import DataCatalogue
import DiffractionField
import Experiments
import HyperspectralField
import ProportionInference
import Reports

/// What specs can name in the program.
enum KnownCatalogues {
    static let all: Catalogues = {
        let fields: [Field] = [.hyperspectral, .diffraction]
        let data = fields.reduce(DataCatalogue.empty) { data, field in
            guard let more = try? DataCatalogue.parse(text: field.catalogue, file: field.name),
                let all = try? data.adding(more)
            else { fatalError("the catalogue of \(field.name) cannot be read") }
            return all
        }
        return Catalogues(
            losses: LossCatalog.all.entries, baselines: fields.flatMap(\.baselines),
            architectures: fields.flatMap(\.architectures), datasetKinds: fields.flatMap(\.datasets),
            figures: fields.flatMap(\.figures).map(\.declaration), data: data)
    }()
}
