internal import ArgumentParser
internal import Unmixing

/// The order of pixels, as the command line says it.
struct PixelOrderArgument: ExpressibleByArgument {
    let order: PixelOrder

    init?(argument: String) {
        guard let order = PixelOrder(rawValue: argument) else { return nil }
        self.order = order
    }

    static var allValueStrings: [String] { PixelOrder.allCases.map(\.rawValue) }
}
