/// A colour in sRGB, each part from 0 to 1.
package struct Color: Sendable, Equatable {
    package let red: Double
    package let green: Double
    package let blue: Double

    package init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Makes a colour of its hexadecimal notation, such as `0x440154`.
    package init(_ hexadecimal: UInt32) {
        self.init(
            red: Double(hexadecimal >> 16 & 0xff) / 255, green: Double(hexadecimal >> 8 & 0xff) / 255,
            blue: Double(hexadecimal & 0xff) / 255)
    }

    /// The colour on the straight way to another one, at a fraction from 0 (this one) to 1 (the other one).
    package func mixed(with other: Color, fraction: Double) -> Color {
        Color(
            red: red + (other.red - red) * fraction, green: green + (other.green - green) * fraction,
            blue: blue + (other.blue - blue) * fraction)
    }

    /// The colour as `0x00RRGGBB`, rounded to 8 bits a part; parts outside 0…1 are clipped.
    package var packed: UInt32 {
        func byte(_ part: Double) -> UInt32 { UInt32((min(max(part, 0), 1) * 255).rounded()) }
        return byte(red) << 16 | byte(green) << 8 | byte(blue)
    }
}

extension Color {
    package static let white = Color(0xffffff)
    /// Text and axes.
    package static let ink = Color(0x222222)
    /// Footers, ticks and what stands back.
    package static let faint = Color(0x777777)
    /// Grid lines.
    package static let grid = Color(0xe4e4e4)
    /// A pixel that has no value.
    package static let absent = Color(0xdddddd)

    // Okabe and Ito's palette, which stays distinct under the common colour-vision deficiencies
    // (Color Universal Design, 2008).
    package static let blue = Color(0x0072b2)
    package static let orange = Color(0xe69f00)
    package static let vermilion = Color(0xd55e00)
    package static let green = Color(0x009e73)
    package static let purple = Color(0xcc79a7)
    package static let sky = Color(0x56b4e9)

    /// Colours for lines, in the order in which they are used.
    package static let lines: [Color] = [.blue, .vermilion, .green, .purple, .orange, .sky]
}
