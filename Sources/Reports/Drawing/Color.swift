/// A colour in sRGB, each part from 0 to 1.
public struct Color: Sendable, Equatable {
    /// The red part.
    public let red: Double
    /// The green part.
    public let green: Double
    /// The blue part.
    public let blue: Double

    /// Makes a colour of its parts.
    public init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Makes a colour of its hexadecimal notation, such as `0x440154`.
    public init(_ hexadecimal: UInt32) {
        self.init(
            red: Double(hexadecimal >> 16 & 0xff) / 255, green: Double(hexadecimal >> 8 & 0xff) / 255,
            blue: Double(hexadecimal & 0xff) / 255)
    }

    /// The colour on the straight way to another one, at a fraction from 0 (this one) to 1 (the other one).
    public func mixed(with other: Color, fraction: Double) -> Color {
        Color(
            red: red + (other.red - red) * fraction, green: green + (other.green - green) * fraction,
            blue: blue + (other.blue - blue) * fraction)
    }

    /// The colour as `0x00RRGGBB`, rounded to 8 bits a part; parts outside 0…1 are clipped.
    public var packed: UInt32 {
        func byte(_ part: Double) -> UInt32 { UInt32((min(max(part, 0), 1) * 255).rounded()) }
        return byte(red) << 16 | byte(green) << 8 | byte(blue)
    }
}

extension Color {
    /// The page.
    public static let white = Color(0xffffff)
    /// Text and axes.
    public static let ink = Color(0x222222)
    /// Footers, ticks and what stands back.
    public static let faint = Color(0x777777)
    /// Grid lines.
    public static let grid = Color(0xe4e4e4)
    /// A pixel that has no value.
    public static let absent = Color(0xdddddd)

    // Okabe and Ito's palette, which stays distinct under the common colour-vision deficiencies
    // (Color Universal Design, 2008).
    /// Blue of the palette.
    public static let blue = Color(0x0072b2)
    /// Orange of the palette.
    public static let orange = Color(0xe69f00)
    /// Vermilion of the palette.
    public static let vermilion = Color(0xd55e00)
    /// Bluish green of the palette.
    public static let green = Color(0x009e73)
    /// Reddish purple of the palette.
    public static let purple = Color(0xcc79a7)
    /// Sky blue of the palette.
    public static let sky = Color(0x56b4e9)

    /// Colours for lines, in the order in which they are used.
    public static let lines: [Color] = [.blue, .vermilion, .green, .purple, .orange, .sky]
}
