import ProportionInference
import Testing

@Suite struct CatalogTests {
    static func card(_ name: String) -> CatalogCard {
        CatalogCard(name: name, title: name.uppercased(), summary: "A letter.", reference: "None")
    }

    @Test("Entries keep their order and are found by name")
    func lookup() {
        let catalog = Catalog(kind: "letter", entries: ["b", "a", "c"], card: Self.card)
        #expect(catalog.names == ["b", "a", "c"])
        #expect(catalog.entries == ["b", "a", "c"])
        #expect(catalog.cards.map(\.title) == ["B", "A", "C"])
        #expect(catalog["c"] == "c" && catalog["d"] == nil)
    }

    @Test("Two entries of one name stop the program")
    func duplicates() async {
        await #expect(processExitsWith: .failure) {
            _ = Catalog(kind: "letter", entries: ["a", "a"], card: CatalogTests.card)
        }
    }
}
