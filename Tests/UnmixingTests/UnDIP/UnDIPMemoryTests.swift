import Testing
import Unmixing

@Suite("The memory of UnDIP")
struct UnDIPMemoryTests {
    @Test("an image that takes more than there is is refused, with what it takes and the cure")
    func refused() throws {
        let (undip, size) = (UnDIP(), ImageSize(rows: 2000, columns: 3000))
        let needed = undip.memory(size: size, bands: 200, classes: 5)
        // Maps of 272 floats for 256 channels: more than nine of them.
        #expect(needed > 6e6 * 9 * 272 * 4 && needed < 6e6 * 12 * 272 * 4)
        try undip.checkMemory(size: size, bands: 200, classes: 5, available: needed)
        let error = #expect(throws: UnsuitableSpectra.self) {
            try undip.checkMemory(size: size, bands: 200, classes: 5, available: 8e9)
        }
        let reason = try #require(error?.reason)
        #expect(reason.contains("2000 x 3000 pixels, and there are 8 GB") && reason.contains("--window"))
    }
}
