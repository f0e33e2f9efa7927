import Experiments
import Reports

/// Figures that are empty pages, which specs may ask for.
enum ToyFigure {
    static let all: [FigureKind] = [
        .trainingCurves, kind("regions", needs: .image), kind("error-maps", needs: .image, showsMethods: true),
        kind("patterns", needs: .patterns),
    ]

    private static func kind(
        _ key: String, needs: DatasetPicture.Kind, showsMethods: Bool = false
    ) -> FigureKind {
        FigureKind(
            FigureDeclaration(
                key: key, title: key, summary: "An empty page.", needs: needs, showsMethods: showsMethods)
        ) { request in
            // What maps show must be there.
            for method in request.methods {
                guard let record = request.results.representative(of: method) else { continue }
                _ = try request.results.predictions(of: record, samples: 30)
            }
            return try Figure(
                contentSize: Size(width: 40, height: 30),
                identity: request.results.identity(title: key, of: request.results.records)
            ) { _ in }
        }
    }
}
