import DeclarativeFiles
import Experiments
import Foundation
import NumericalMethods
import ProportionInference
import ScientificFormats
import Testing

@Suite("Models of finished runs")
struct ModelTests {
    private let laboratory: Laboratory
    private let plan: ExperimentPlan
    private let runs: [RunPlan]

    init() throws {
        laboratory = try Laboratory()
        plan = try laboratory.plan([
            "[mse-dirichlet, ce-dirichlet, ce-softmax, mse, mse-proportion]": "[mse-dirichlet, mse]"
        ])
        try laboratory.carryOut(plan)
        runs = plan.runs.filter { $0.method.card.name == "mse-dirichlet" }
    }

    private func library(_ shipped: [ShippedModel] = []) -> ModelLibrary {
        ModelLibrary(shipped: shipped, store: laboratory.store, effort: .paper, catalogues: laboratory.catalogues)
    }

    /// The test samples, and what each run recorded for them.
    private func tests() throws -> (inputs: Matrix<Float>, recorded: [[Double]]) {
        let dataset = try plan.spec.dataset.prepare(plan.source, options: PreparationOptions())
        return (
            dataset.tests[0].samples.inputs,
            try runs.map { try NPYFile.read(path: laboratory.path($0) + "/predictions.npy").values }
        )
    }

    @Test("a model infers what its run recorded, bit for bit")
    func sameBits() throws {
        let (inputs, recorded) = try tests()
        for (run, expected) in zip(runs, recorded) {
            let model = try library().model(laboratory.path(run))
            let prediction = EnsembleInference(model.networks).infer(inputs)
            #expect(prediction.mean.elements == expected)
            #expect(prediction.spread.elements.allSatisfy { $0 == 0 })
            #expect(model.description.samples == SampleDescription(kind: "toy", contents: ["scale": 1]))
            #expect(model.description.classes == ToyKind.classes && model.description.members.map(\.run) == [run.run])
        }
    }

    @Test("a model keeps what its networks say of the validation samples, which calibrates what they say of others")
    func calibration() throws {
        let dataset = try plan.spec.dataset.prepare(plan.source, options: PreparationOptions())
        let model = try library().model("toy:mse-dirichlet")
        let kept = try #require(model.validation)
        #expect(kept.targets.elements.map(Float.init) == dataset.validation.proportions.elements.map(Float.init))
        let said = EnsembleInference(model.networks).infer(dataset.validation.inputs)
        for (old, new) in zip(kept.prediction().mean.elements, said.mean.elements) { #expect(abs(old - new) < 1e-6) }
        let calibration = try #require(try model.calibration(level: 0.5))
        let sets = calibration.sets(of: said)
        let held = zip(sets.indices, sets).count { $1.contains(dataset.validation.proportions.row($0)) }
        #expect(2 * held >= sets.count, "\(held) of \(sets.count)")
        #expect(calibration.guarantee.contains("the validation samples of 'toy'"))
        #expect(throws: TooFewSamples.self) { try model.calibration(level: 0.999) }
    }

    @Test("the runs of a method are an ensemble: the mean of what they say, and its standard deviation")
    func ensemble() throws {
        let (inputs, recorded) = try tests()
        for name in ["toy:mse-dirichlet", laboratory.store.root + "/toy/paper/mse-dirichlet"] {
            let model = try library().model(name)
            #expect(model.networks.count == 2)
            let prediction = EnsembleInference(model.networks).infer(inputs)
            for (index, (first, second)) in zip(recorded[0], recorded[1]).enumerated() {
                #expect(abs(prediction.mean.elements[index] - (first + second) / 2) < 1e-15)
                #expect(abs(prediction.spread.elements[index] - abs(first - second) / 2.0.squareRoot()) < 1e-15)
            }
        }
    }

    @Test("a run is chosen by its number, or by validation")
    func choice() throws {
        #expect(try library().model("toy:mse-dirichlet:2").description.members.map(\.run) == [2])
        let records = try runs.map(laboratory.record)
        let best = try #require(Selection.best(of: records))
        #expect(try library().model("toy:mse-dirichlet:selected").description.members.map(\.run) == [best.run])
        #expect(try error("toy:mse-dirichlet:3").hasSuffix("there is no such run; there are 1, 2 and 'selected'"))
    }

    @Test("an ensemble leaves out runs with dead outputs, and says so")
    func deadRuns() throws {
        func kill(_ run: RunPlan) throws {
            let url = URL(filePath: laboratory.path(run) + "/record.json")
            let record = try JSONDecoder().decode(StructuredValue.self, from: Data(contentsOf: url))
            guard case .object(var members) = record else { return }
            // Records of the first format have no seal.
            members["format"] = 1
            members["digest"] = nil
            members["deadClasses"] = ["sand"]
            try Data(StructuredValue.object(members).canonicalJSON().utf8).write(to: url)
        }
        try kill(runs[0])
        let model = try library().model("toy:mse-dirichlet")
        #expect(model.description.members.map(\.run) == [2])
        #expect(model.place == "toy:mse-dirichlet (without run 1, which has dead outputs)")
        let folder = laboratory.store.root + "/toy/paper/mse-dirichlet"
        let ofFolder = try library().model(folder)
        #expect(ofFolder.description.members.map(\.run) == [2])
        #expect(ofFolder.place == folder + " (without run 1, which has dead outputs)")
        #expect(try library().model("toy:mse-dirichlet:1").description.members.map(\.run) == [1])
        try kill(runs[1])
        for name in ["toy:mse-dirichlet", folder] {
            #expect(try error(name).contains("every network has dead outputs, which say nothing of sand"))
        }
        for run in runs {
            try FileManager.default.removeItem(atPath: laboratory.path(run) + "/record.json")
        }
        #expect(try library().model(folder).networks.count == 2, "nothing says that an output is dead")
    }

    @Test("a file of several networks has all of them, and may be part of the program")
    func files() throws {
        let model = try library().model("toy:mse-dirichlet")
        let bytes = try model.encoded()
        let path = laboratory.folder + "/model.safetensors"
        try FileBytes.write(bytes, path: path)
        let shipped = ShippedModel(name: "sand", summary: "sand") { bytes }
        for other in [try library().model(path), try library([shipped]).model("sand")] {
            #expect(other.description == model.description)
            #expect(other.networks.map(\.parameters) == model.networks.map(\.parameters))
        }
    }

    private func error(_ name: String) throws -> String {
        try #require(throws: FormatError.self) { try library().model(name) }.description
    }

    @Test("what is no model is told with its cure")
    func mistakes() throws {
        #expect(
            try error("nothing").contains("is no file, no folder, and no model of the program; EXPERIMENT:METHOD names")
        )
        #expect(try error("none:mse").contains("no result of an experiment 'none'"))
        #expect(try error("toy:ce-softmax").contains("no run of the method 'ce-softmax' left a model"))
        #expect(try error(laboratory.folder + "/data").contains("holds no model.safetensors"))
        #expect(try error(laboratory.folder + "/data/toy.txt").contains("not a safetensors file"))

        let weights = laboratory.path(runs[0]) + "/model.safetensors"
        let (tensors, metadata) = try SafetensorsFile.read(path: weights)
        func changed(_ tensors: [NamedTensor], _ change: (inout [String: String]) -> Void = { _ in }) throws -> String {
            var metadata = metadata
            change(&metadata)
            let path = laboratory.folder + "/changed.safetensors"
            try FileBytes.write(SafetensorsFile.encode(tensors, metadata: metadata), path: path)
            return try error(path)
        }
        #expect(try changed(tensors.filter { $0.name != "0.bias" }).contains("no parameter '0.bias'"))
        #expect(
            try changed(tensors.filter { $0.name != "validation.targets" }).contains(
                "of validation samples, and not what"))
        #expect(
            try changed(tensors + [NamedTensor(name: "9.weight", shape: [1], values: [1])])
                .contains("a parameter '9.weight', which one-layer does not have"))
        let flat = NamedTensor(name: tensors[0].name, shape: [tensors[0].values.count], values: tensors[0].values)
        #expect(try changed([flat] + tensors.dropFirst()).contains("has the shape [\(flat.values.count)], not"))
        let broken = NamedTensor(
            name: tensors[0].name, shape: tensors[0].shape, values: tensors[0].values.map { _ in .nan })
        #expect(try changed([broken] + tensors.dropFirst()).contains("numbers that are not finite"))
        #expect(
            try changed(tensors) { $0["proportions-model"] = nil }
                .contains("holds weights, and not what samples they are for"))
        #expect(try changed(tensors) { $0["proportions-model"] = "{}" }.contains("not the description of a model"))
        #expect(
            try changed(tensors) { $0["proportions-model"]?.replace("mse-dirichlet", with: "unheard-of") }
                .contains("the loss 'unheard-of', which this program does not have"))
    }

    @Test("runs whose records were altered are told, whichever models are asked for")
    func altered() throws {
        let own = runs.filter { $0.method.card.name == "mse-dirichlet" }
        func alter(_ run: RunPlan) throws {
            let path = laboratory.path(run) + "/record.json"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            try Data(text.replacing("\"seed\" : \"0x", with: "\"seed\" : \"1x").utf8).write(to: URL(filePath: path))
        }
        try alter(own[0])
        for name in ["toy:mse-dirichlet", "toy:mse-dirichlet:selected"] {
            #expect(try library().model(name).place == "\(name) (without run-1, damaged)")
        }
        #expect(try error("toy:mse-dirichlet:1").contains("run-1/record.json"))
        for run in own.dropFirst() { try alter(run) }
        #expect(try error("toy:mse-dirichlet").contains("no run of the method 'mse-dirichlet' has a sound record"))
    }

    @Test("weights other than the record's are refused, and so are networks that were trained otherwise")
    func replaced() throws {
        let (first, other) = (
            laboratory.path(runs[0]) + "/model.safetensors",
            laboratory.path(plan.runs.first { $0.method.card.name == "mse" } ?? runs[1]) + "/model.safetensors"
        )
        try FileBytes.write(try FileBytes.read(path: other), path: first)
        #expect(try error("toy:mse-dirichlet").contains("is not the file that its record names"))
        #expect(
            try error(laboratory.store.root + "/toy/paper/mse-dirichlet").contains(
                "was trained on other samples, or otherwise"))
    }
}
