internal import Foundation
public import NumericalMethods
internal import ScientificFormats

/// Spectra with names: endmembers, or a library of them.
public struct NamedSpectra: Sendable, Equatable {
    /// The names, all different.
    public let names: [String]
    /// The spectra, in the order of the names, x bands.
    public let spectra: Matrix<Double>
    /// The positions of their bands, where their wavelengths are known.
    public let positions: BandPositions?

    /// Makes spectra with names, as many of each, and as many positions as there are bands.
    public init(names: [String], spectra: Matrix<Double>, positions: BandPositions? = nil) {
        precondition(names.count == spectra.rows, "\(names.count) names for \(spectra.rows) spectra")
        precondition(positions.map { $0.wavelengths.count == spectra.columns } ?? true, "positions of other bands")
        self.names = names
        self.spectra = spectra
        self.positions = positions
    }

    /// Reads spectra.
    ///
    /// - `.csv`: a header, and a line for each band. A column `wavelength` or the like, or of a unit such as `nm`, has the
    ///   wavelengths, a column `band`, `channel` or `index` the order, and each other is a spectrum with its name, as in what
    ///   ``csv(wavelengths:)`` gives.
    /// - `.hdr`: an ENVI spectral library, beside its numbers.
    /// - `.mat`: the variable `E`, `M` or `D`, bands x spectra, the first that is there, with names from `cood` or `labels`
    ///   where these are as many; or `lib1`, `lib2`, … with names from `material_names`, numbered.
    ///
    /// - Parameter path: The file.
    /// - Returns: At least one spectrum of at least one band.
    /// - Throws: `FormatError` with the place of what is wrong.
    public static func read(path: String) throws -> NamedSpectra {
        let spectra =
            switch URL(fileURLWithPath: path).pathExtension.lowercased() {
            case "csv": try readCSV(path: path)
            case "mat": try readMatlab(path: path)
            case "hdr": try readLibrary(headerPath: path)
            case "sli": try readLibrary(headerPath: header(ofLibrary: path))
            default:
                throw FormatError(
                    file: path,
                    reason: "neither comma-separated values (.csv), a MATLAB file (.mat) nor the header of an ENVI "
                        + "spectral library (.hdr)")
            }
        if let repeated = Dictionary(grouping: spectra.names, by: \.self).first(where: { $0.value.count > 1 })?.key {
            throw FormatError(file: path, reason: "two spectra are named '\(repeated)'")
        }
        // What 32 bits do not hold has no counterpart in any image.
        if let place = spectra.spectra.elements.firstIndex(where: { !Float($0).isFinite }) {
            let bands = spectra.spectra.columns
            throw FormatError(
                file: path,
                reason:
                    "\(spectra.spectra.elements[place]) in band \(place % bands) of '\(spectra.names[place / bands])'")
        }
        return spectra
    }

    /// The spectra as comma-separated values: a line for each band, counted from zero, and a column for each spectrum.
    ///
    /// - Parameter wavelengths: The wavelength of each band, which get a column of their own.
    /// - Returns: The text, with a header.
    public func csv(wavelengths: [Double]? = nil) -> String {
        let lines = (0..<spectra.columns).map { band in
            CSV.line(
                ["\(band)"] + (wavelengths.map { ["\($0[band])"] } ?? [])
                    + (0..<spectra.rows).map { "\(spectra[$0, band])" })
        }
        return CSV.line(["band"] + (wavelengths == nil ? [] : ["wavelength"]) + names) + lines.joined()
    }

    // MARK: Comma-separated values

    private static func readCSV(path: String) throws -> NamedSpectra {
        // Some programs begin a text with a mark of the byte order, and end it with empty lines.
        let text = String(decoding: try FileBytes.read(path: path), as: UTF8.self).trimmingPrefix("\u{FEFF}")
        let separator = CSV.Separator(of: String(text))
        let records: [(line: Int, fields: [String])]
        do {
            records = try CSV.records(of: String(text), separatedBy: separator).filter { $0.fields != [""] }
        } catch {
            throw FormatError(file: path, place: "line \(error.line)", reason: error.reason)
        }
        guard let header = records.first?.fields.map({ $0.trimmingCharacters(in: .whitespaces) }) else {
            throw FormatError(file: path, reason: "the file is empty")
        }
        if let reason = separator.lackOfNames(in: header) {
            throw FormatError(file: path, place: "line \(records[0].line)", reason: reason)
        }
        let columns = SpectrumColumns(header: header)
        if let place = columns.spectra.first(where: { header[$0].isEmpty }) {
            throw FormatError(file: path, place: "line 1", reason: "column \(place + 1) has no name")
        }
        guard records.count > 1, !columns.spectra.isEmpty else {
            throw FormatError(
                file: path, reason: "there must be a line for each band, and a column for each spectrum under its name")
        }
        var spectra = Matrix(rows: columns.spectra.count, columns: records.count - 1, repeating: 0.0)
        var (wavelengths, counts) = ([Double](), [Double]())
        for (band, record) in records.dropFirst().enumerated() {
            func fail(_ reason: String) -> FormatError {
                FormatError(file: path, place: "line \(record.line)", reason: reason)
            }
            guard record.fields.count == header.count else {
                throw fail("\(record.fields.count) values, but the header has \(header.count)")
            }
            func number(_ column: Int) throws -> Double {
                let field = record.fields[column]
                guard let value = separator.number(field) else {
                    throw fail("'\(field.trimmingCharacters(in: .whitespaces))' is no number")
                }
                return value
            }
            for (index, column) in columns.spectra.enumerated() { spectra[index, band] = try number(column) }
            if let column = columns.wavelength {
                wavelengths.append(try number(column))
                guard wavelengths[band].isFinite else { throw fail("a wavelength of \(wavelengths[band])") }
            } else if let column = columns.count {
                counts.append(try number(column))
            }
        }
        if let column = columns.wavelength {
            return NamedSpectra(
                names: columns.spectra.map { header[$0] }, spectra: spectra,
                positions: BandPositions(
                    wavelengths: wavelengths, unit: SpectrumColumns.unit(header[column])))
        }
        if columns.countIsNameless, zip(counts, counts.dropFirst()).contains(where: { $1 != $0 + 1 }) {
            throw FormatError(
                file: path, place: "line 1",
                reason: "column 1 has no name and does not count the lines; call it 'wavelength', or by its spectrum")
        }
        let order = counts.indices.sorted { counts[$0] < counts[$1] }
        guard zip(order, order.dropFirst()).allSatisfy({ counts[$0] < counts[$1] }) else {
            throw FormatError(
                file: path, reason: "the column '\(header[columns.count ?? 0])' has a number twice, or one that is none"
            )
        }
        let names = columns.spectra.map { header[$0] }
        guard !order.isEmpty else { return NamedSpectra(names: names, spectra: spectra) }
        return NamedSpectra(
            names: names,
            spectra: Matrix(
                rows: spectra.rows, columns: spectra.columns,
                elements: names.indices.flatMap { index in order.map { spectra[index, $0] } }))
    }

    // MARK: Spectral libraries

    private static func header(ofLibrary path: String) throws -> String {
        let candidates = [path + ".hdr", path.dropLast(4) + ".hdr"]
        guard let header = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw FormatError(
                file: path, reason: "no header beside the library: neither of \(candidates.joined(separator: ", "))")
        }
        return header
    }

    private static func readLibrary(headerPath: String) throws -> NamedSpectra {
        let envi = try ENVIImage(headerPath: headerPath)
        let description = envi.description
        guard description.isLibrary, envi.bands == 1 else {
            throw FormatError(
                file: headerPath, reason: "an image, and not a spectral library, of which endmembers can be")
        }
        // What is missing becomes no number, which is refused if the spectrum is used.
        let isMissing = envi.missingPixels()
        let values = envi.values.indices.map { place in
            isMissing[place] ? .nan : description.value(of: Double(envi.values[place]), band: place % envi.columns)
        }
        let good = (0..<envi.columns).filter { description.goodBands?[$0] ?? true }
        let elements = (0..<envi.rows).flatMap { row in good.map { values[row * envi.columns + $0] } }
        return NamedSpectra(
            names: description.spectraNames ?? (1...envi.rows).map { "spectrum-\($0)" },
            spectra: Matrix(rows: envi.rows, columns: good.count, elements: elements),
            positions: description.wavelengths.map { all in
                BandPositions(
                    wavelengths: good.map { all[$0] }, unit: description.wavelengthUnits.flatMap { WavelengthUnit($0) })
            })
    }

    // MARK: MATLAB files

    private static func readMatlab(path: String) throws -> NamedSpectra {
        let scene = try MatlabScene(path: path)
        let file = scene.file
        func array(_ name: String, bands: Int?) throws -> MatArray<Double> {
            let array = try file.numbers(name, as: Double.self)
            guard array.shape.count == 2, array.elements.count > 0, bands.map({ $0 == array.shape[0] }) ?? true else {
                throw scene.fail(
                    name,
                    "an array of \(sizes(array.shape)), but \(bands.map { "\($0) " } ?? "")bands x spectra was expected"
                )
            }
            return array
        }
        if let name = scene.spectraName {
            let array = try array(name, bands: nil)
            let count = array.shape[1]
            let names = try scene.classes()?.names
            return NamedSpectra(
                names: names?.count == count ? names ?? [] : (1...count).map { "spectrum-\($0)" },
                spectra: Matrix(rows: count, columns: array.shape[0], elements: array.elements))
        }
        guard file.contains("lib1") else {
            throw FormatError(
                file: path,
                reason: "no spectra: none of the variables E, M, D and lib1 among "
                    + file.variableNames.joined(separator: ", "))
        }
        let materials = file.contains("material_names") ? try file.strings("material_names") : []
        var (names, elements, bands) = ([String](), [Double](), Int?.none)
        for index in 0... {
            let variable = "lib\(index + 1)"
            guard file.contains(variable) else { break }
            let array = try array(variable, bands: bands)
            bands = array.shape[0]
            let material = index < materials.count ? materials[index] : variable
            names += (1...array.shape[1]).map { "\(material)-\($0)" }
            elements += array.elements
        }
        return NamedSpectra(
            names: names, spectra: Matrix(rows: names.count, columns: bands ?? 0, elements: elements))
    }
}
