/// The methods that unmix images, in the order in which they are listed.
public enum UnmixingCatalog {
    /// All of them; a new method is added here.
    public static let all: [any UnmixingMethod] = [SUnSALMethod(), HyperAEMethod(), UnDIPMethod()]
}
