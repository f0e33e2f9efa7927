/// Which height of a text stands at the given place: where its letters stand, their middle, or their top.
public enum VerticalAnchor: Sendable { case baseline, middle, top }
