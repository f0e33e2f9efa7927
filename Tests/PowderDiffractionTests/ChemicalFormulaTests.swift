import PowderDiffraction
import Testing

struct ChemicalFormulaTests {
    @Test(arguments: [
        ("CaCO3", "C Ca O3", 100.086), ("C Ca O3", "C Ca O3", 100.086), ("CaMg(CO3)2", "C2 Ca Mg O6", 184.399),
        ("Al(OH)3", "Al H3 O3", 78.0019), ("(Mg0.9Fe0.1)2SiO4", "Fe0.2 Mg1.8 O4 Si", 146.999),
        ("Fe2 O3", "Fe2 O3", 159.687),
        ("C2 H6 O", "C2 H6 O", 46.0678), ("D2O", "D2 O", 20.0272),
    ])
    func readsFormulas(text: String, hill: String, mass: Double) throws {
        let formula = try #require(ChemicalFormula(text))
        #expect(formula.description == hill)
        #expect(abs(formula.mass - mass) < 0.002)
    }

    @Test(arguments: [
        "", "Kalk", "CaCO3)", "(CaCO3", "2Ca", "Ca-1", "CaO0", "Ca1.2.3", "caco3", "Ca\u{301}",
        "((((((((((((O))))))))))))",
    ])
    func refusesWhatIsNone(text: String) {
        #expect(ChemicalFormula(text) == nil)
    }
}
