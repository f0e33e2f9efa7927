/// Which point of a text stands at the given place.
public enum HorizontalAnchor: Sendable { case left, center, right }
