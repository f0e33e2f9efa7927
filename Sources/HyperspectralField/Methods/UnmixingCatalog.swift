public import ProportionInference

/// The methods that unmix images, in the order in which they are listed.
public enum UnmixingCatalog {
    /// All of them; a new method is added here.
    public static let all = Catalog<any UnmixingMethod>(
        kind: "unmixing method", entries: [SUnSALMethod(), HyperAEMethod(), UnDIPMethod()], card: { $0.card })
}
