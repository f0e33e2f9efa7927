internal import Foundation
internal import Unmixing

extension EndmemberScale {
    /// What is to be said where endmembers do not fit the image as they are; nothing where they do.
    ///
    /// - Parameter names: The names of the endmembers, or nothing where they have none.
    /// - Returns: A remark without a full stop.
    func disagreement(names: [String]?) -> String? {
        guard !isNearOne || differs else { return nil }
        return "endmembers fit the image at \(Self.text(overall)) times their scale"
            + (differs ? ", which differs: \(list(names: names))" : "")
    }

    /// What is said of endmembers that were brought to the image's scale.
    func remark(forEach isForEach: Bool, names: [String]?) -> String {
        "endmembers multiplied by \(isForEach ? list(names: names) : Self.text(overall)) to fit the image"
    }

    /// The number of each endmember, of a few where there are many.
    private func list(names: [String]?) -> String {
        let shown = each.indices.prefix(12).map { "\(Self.text(each[$0])) (\(names?[$0] ?? "\($0 + 1)"))" }
        return shown.joined(separator: ", ") + (each.count > shown.count ? ", …" : "")
    }

    private static func text(_ scale: Double) -> String { String(format: "%.3g", scale) }
}
