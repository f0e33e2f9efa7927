import Reports
import Testing

/// matplotlib's colours at 0, 5, 10, …, 255 of 255, made with matplotlib 3.11.2 by
/// `["%02x%02x%02x" % tuple(round(255 * c) for c in matplotlib.colormaps[name].colors[i]) for i in range(0, 256, 5)]`.
private let matplotlibColors = [
    "viridis": """
    440154 46085c 471063 481769 481d6f 482475 472a7a 46307e 453781 433d84 414287 3f4889 3d4e8a \
    3a538b 38598c 355e8d 33638d 31688e 2e6d8e 2c718e 2a768e 297b8e 27808e 25848e 23898e 218e8d \
    20928c 1f978b 1e9c89 1fa188 21a585 24aa83 28ae80 2eb37c 35b779 3dbc74 46c06f 50c46a 5ac864 \
    65cb5e 70cf57 7cd250 89d548 95d840 a2da37 b0dd2f bddf26 cae11f d8e219 e5e419 f1e51d fde725
    """,
    "magma": """
    000004 02020b 050416 090720 0e0b2b 140e36 1a1042 21114e 29115a 311165 390f6e 420f75 4a1079 \
    52137c 5a167e 621980 6a1c81 721f81 792282 812581 892881 912b81 992d80 a1307e aa337d b2357b \
    ba3878 c23b75 ca3e72 d2426f d9466b e04c67 e75263 ec5860 f1605d f4695c f7725c f97b5d fb8560 \
    fc8e64 fd9869 fea16e feaa74 feb47b febd82 fec68a fecf92 fed89a fde2a3 fdebac fcf4b6 fcfdbf
    """,
]

@Suite struct ColorMapTests {
    @Test(arguments: [("viridis", ColorMap.viridis), ("magma", ColorMap.magma)])
    func agreesWithMatplotlib(name: String, map: ColorMap) throws {
        let expected = try #require(matplotlibColors[name]).split(separator: " ").compactMap { UInt32($0, radix: 16) }
        #expect(expected.count == 52)
        for (index, color) in expected.enumerated() {
            let ours = map.color(at: Double(5 * index) / 255).packed
            for shift in [16, 8, 0] {
                let difference = Int(ours >> shift & 0xff) - Int(color >> shift & 0xff)
                #expect(abs(difference) <= 2, "\(name) at \(5 * index)/255")
            }
        }
    }

    @Test func differencesHaveNoColourWhereThereIsNone() {
        let map = ColorMap.difference
        #expect([0, 0.5, 1].map { map.color(at: $0) } == [.blue, .white, .vermilion])
    }

    @Test func clipsNumbersOutsideAndShowsNoneAsAbsent() {
        #expect(ColorMap.viridis.color(at: -3).packed == 0x440154)
        #expect(ColorMap.viridis.color(at: .infinity).packed == 0xfde725)
        #expect(ColorMap.viridis.color(at: .nan) == .absent)
    }
}
