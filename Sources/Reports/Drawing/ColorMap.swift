/// A map from numbers to colours, given by evenly spaced colours with straight lines between them.
public struct ColorMap: Sendable {
    private let colors: [Color]

    private init(_ colors: [UInt32]) {
        self.colors = colors.map { Color($0) }
    }

    /// The colour of a number from 0 to 1; numbers outside are clipped, and NaN is ``Color/absent``.
    public func color(at value: Double) -> Color {
        guard !value.isNaN else { return .absent }
        let position = min(max(value, 0), 1) * Double(colors.count - 1)
        let lower = min(Int(position), colors.count - 2)
        return colors[lower].mixed(with: colors[lower + 1], fraction: position - Double(lower))
    }
}

// Colours by Stéfan van der Walt and Nathaniel Smith (matplotlib, CC0): every eighth of the 256 published ones,
// which the straight lines between them meet within 2/255.
extension ColorMap {
    /// The perceptually even map from dark violet through green to yellow.
    public static let viridis = ColorMap([
        0x440154, 0x470d60, 0x48186a, 0x482374, 0x472d7b, 0x453681, 0x424086, 0x3f4989,
        0x3b528b, 0x375a8d, 0x33638d, 0x2f6a8e, 0x2c728e, 0x297a8e, 0x26818e, 0x23898e,
        0x21908c, 0x1f988b, 0x1f9f88, 0x21a685, 0x28ae80, 0x31b57b, 0x3ebc74, 0x4cc26c,
        0x5dc963, 0x6ece58, 0x82d34c, 0x96d83f, 0xabdc32, 0xc0df24, 0xd5e21a, 0xeae51a,
        0xfde725,
    ])

    /// The map for differences: from the palette's blue for what is below zero through white to its vermilion.
    public static let difference = ColorMap([0x0072b2, 0xffffff, 0xd55e00])

    /// The perceptually even map from black through red to pale yellow.
    public static let magma = ColorMap([
        0x000004, 0x030311, 0x0a0822, 0x130d33, 0x1d1146, 0x28115a, 0x36106a, 0x430f76,
        0x50127c, 0x5d177f, 0x691c81, 0x762181, 0x822681, 0x8f2a81, 0x9c2e7f, 0xa9327d,
        0xb63779, 0xc33b75, 0xcf4170, 0xdb486a, 0xe65163, 0xee5c5e, 0xf5695c, 0xf9785d,
        0xfb8761, 0xfd9668, 0xfea571, 0xfeb47b, 0xfec387, 0xfed194, 0xfde0a2, 0xfceeb0,
        0xfcfdbf,
    ])
}
