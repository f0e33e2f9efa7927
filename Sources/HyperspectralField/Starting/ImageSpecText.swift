internal import Unmixing

/// The text of a spec that trains networks on a part of an image, and of its catalogue.
struct ImageSpecText {
    let name: String
    let classes: [String]
    let rows: Int
    let columns: Int
    let bands: Int
    /// The files of the image, each with its role and its path below `data`.
    let files: [(role: String, path: String)]
    /// How the pixels of MATLAB files run.
    let order: PixelOrder
    /// Whether that was said, and is not what the files themselves say.
    let isOrderGiven: Bool

    /// The line of the catalogue that says the order: a comment where the files say it.
    private var orderLine: String {
        let other = PixelOrder.allCases.first { $0 != order }?.rawValue ?? ""
        return isOrderGiven
            ? "pixel-order: \(order.rawValue)    # pixels of the truth run \(order.words)"
            : "# Pixels of the truth run \(order.words); 'pixel-order: \(other)' says the other order."
    }

    /// The catalogue: the files, their shape and the classes.
    func catalogue() -> String {
        """
        # Where the data of experiments lie, below the folder data.
        \(name):
          title: \(name)
          kind: hyperspectral-image
          citation: not published
          license: private
          homepage: none
          by-hand: The files belong into the folder data/\(name).
          files:
        \(files.map { "    \($0.role): {path: \(Self.quoted($0.path))}\n" }.joined())  contents:
            classes: [\(classes.map(Self.quoted).joined(separator: ", "))]    # in the order of the truth
            rows: \(rows)
            columns: \(columns)
            bands: \(bands)
            \(orderLine)

        """
    }

    /// The spec.
    func text() -> String {
        let (training, validation) = (rows / 2, rows / 2 + max(1, rows / 6))
        return """
            # Networks that say how much of each material a pixel holds. They learn from the pixels of one region, are chosen by
            # a second one, and scored on a third.
            #
            #   proportions validate experiments/\(name).yaml          whether all is as it must be
            #   proportions run experiments/\(name).yaml               trains, and prints scores
            #   proportions report experiments/\(name).yaml            draws tables and figures
            #   proportions predict \(name):mse-dirichlet my.hdr       applies the networks to another image with these bands
            #
            # 'proportions list keys' explains every key.
            name: \(name)
            title: \(name)
            # Values are divided by the largest of the training region. Another image must then stand on the same scale.
            dataset: {source: \(name), normalization: divide-by-maximum, if-missing: leave-out}
            # Pixels of the truth run \(order.words); datasets.yaml says where that is changed.
            # Neighbouring pixels are alike, so that regions lie apart: rows of the image here, axis: columns for columns.
            split: {kind: bands, axis: rows, train: [0, \(training)], validation: [\(training), \(validation)], test: [\(validation), \(rows)]}
            architecture: zhang-pixel-cnn
            training:
              runs: 2                          # an ensemble, whose spread 'predict' shows
              epochs: 100
              batch: 128
              optimizer: {adam: {learning-rate: 0.001}}
              schedule: constant
              initialization: he-uniform
              output-scale: 0.1
              output-bias: asked-by-loss
            losses: [mse-dirichlet]            # others: proportions list losses
            baselines: []                      # to compare with: proportions list baselines
            selection: {metric: mmae, on: validation}
            report:
              table: \(name)
              columns: [{part: \(name), title: \(name)}]
              figures: {regions: \(name)-regions, abundance-maps: {name: \(name)-maps, methods: [mse-dirichlet]}}

            """
    }

    /// A text as YAML has it, whatever it holds.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./".contains($0)) }
        let isWord = text.first?.isLetter ?? false
        return isPlain && isWord ? text : "'" + text.replacing("'", with: "''") + "'"
    }
}
