import Testing
import Unmixing

@Suite("Units of wavelengths")
struct WavelengthUnitTests {
    @Test(
        "words of files are read, and others are not",
        arguments: [
            ("Nanometers", 1.0), ("nm", 1), (" NM ", 1), ("\u{B5}m", 1000), ("\u{3BC}m", 1000), ("Microns", 1000),
            ("um", 1000),
            ("Angstroms", 0.1), ("\u{C5}", 0.1), ("mm", 1e6), ("cm", 1e7), ("Meters", 1e9),
        ])
    func read(word: String, nanometers: Double) {
        #expect(WavelengthUnit(word)?.nanometers == nanometers)
    }

    @Test("what is no length is no unit", arguments: ["Unknown", "Index", "Wavenumber", "GHz", "MHz", ""])
    func refused(word: String) { #expect(WavelengthUnit(word) == nil) }
}
