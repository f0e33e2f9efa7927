public import Experiments

/// A kind of figure: its key in specs, what it is drawn from, and how it is drawn.
///
/// A figure is one value. It becomes known to specs, reports and listings where a field names it among its figures.
public struct FigureKind: Sendable {
    /// Its key, and what a dataset must have for it.
    public let declaration: FigureDeclaration
    /// Draws it; what cannot be read throws, and the figure stays as it is.
    public let draw: @Sendable (FigureRequest) throws -> Figure

    /// Describes a kind of figure.
    ///
    /// - Parameters:
    ///   - declaration: Its key, and what a dataset must have for it.
    ///   - draw: Draws it.
    public init(_ declaration: FigureDeclaration, draw: @escaping @Sendable (FigureRequest) throws -> Figure) {
        self.declaration = declaration
        self.draw = draw
    }
}
