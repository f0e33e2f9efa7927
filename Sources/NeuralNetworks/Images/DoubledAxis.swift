/// The rows, or the columns, of an image that is interpolated to twice its size.
///
/// The extended pixels are those of the image with one more before and behind it, such that interpolation gives the image's
/// mirror image beyond its border as well; where one more pixel cannot do that, what is missing is an entry of its own.
struct DoubledAxis {
    /// The number of pixels of the input and of the output.
    let inputs, outputs: Int
    /// The number of tiles of three that cover the input and one pixel more.
    let tiles: Int
    /// The inputs, with their weights, of which each extended pixel is the sum.
    ///
    /// Behind ``extent`` of them are the two that are missing.
    let terms: [[Term]]
    /// For each input, the extended pixels that it is part of.
    let targets: [[Term]]
    /// Which outputs at even places, from that before the image on, get what is missing, and by which tap.
    let borders: [Border]

    /// A pixel and its weight.
    struct Term {
        let index: Int
        let weight: Float
    }

    /// An entry that is missing, counted from ``extent`` on.
    struct Border {
        let entry, target, tap: Int
    }

    /// The number of extended pixels, with zeros behind the image that fill the last tile.
    var extent: Int { 3 * tiles + 1 }

    init(inputs n: Int, outputs: Int) {
        inputs = n
        self.outputs = outputs
        tiles = (n + 3) / 3
        let extent = 3 * tiles + 1
        var terms = Array(repeating: [Term](), count: extent + 2)
        for index in 0..<n { terms[index + 1] = [Term(index: index, weight: 1)] }
        // ¾ d₀ + ¼ d₀ + ¼ (d₁ - d₀) = ¾ d₀ + ¼ d₁: the second output stands before the first.
        terms[0] = [Term(index: 0, weight: 1)]
        terms[extent] = [Term(index: 1, weight: 1), Term(index: 0, weight: -1)]
        if outputs == 2 * n {
            terms[n + 1] = [Term(index: n - 1, weight: 1)]
            terms[extent + 1] = [Term(index: n - 2, weight: 1), Term(index: n - 1, weight: -1)]
            borders = [Border(entry: 0, target: 0, tap: 0), Border(entry: 1, target: n + 1, tap: 2)]
        } else {
            // The last output but one stands behind the last: ¾ dₙ₋₁ + ¼ (3 dₙ₋₂ - 2 dₙ₋₁) = ¾ dₙ₋₂ + ¼ dₙ₋₁.
            terms[n + 1] = [Term(index: n - 2, weight: 3), Term(index: n - 1, weight: -2)]
            borders = [Border(entry: 0, target: 0, tap: 0)]
        }
        self.terms = terms
        var targets = Array(repeating: [Term](), count: n)
        for (target, list) in terms.enumerated() {
            for term in list { targets[term.index].append(Term(index: target, weight: term.weight)) }
        }
        self.targets = targets
    }
}
