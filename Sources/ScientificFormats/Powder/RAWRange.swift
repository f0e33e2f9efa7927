/// A range of a RAW4.00 file: where its points stand, and what was scanned.
struct RAWRange {
    /// What a range begins with, in the place of a segment's type.
    static let types: Set<UInt32> = [0, 160]

    private static let headerSize = 160

    /// The kind of scan, such as `Locked Coupled`.
    let scanType: String
    /// The first position of the axis that was scanned, in degrees for an angle.
    let start: Double
    /// The step of that axis.
    let step: Double
    /// The number of points.
    let count: Int
    /// The bytes of a point, of which the first four are the intensity.
    let pointSize: Int
    /// Where the points begin.
    let points: Int
    /// Where the range ends.
    var end: Int { points + count * pointSize }

    private let position: Int
    /// Where the drives of the axis 2θ stood at the beginning, in degrees.
    private let twoTheta: [Double]

    /// Reads the header at a position, and checks that the points are there.
    init(at position: Int, in contents: RAWContents) throws {
        let size = contents.bytes.count
        guard size - position >= Self.headerSize else {
            throw contents.error(position, "the file ends within the header of a range")
        }
        self.position = position
        scanType = contents.text(position + 32, width: 24)
        start = contents.double(position + 72)
        step = contents.double(position + 80)
        count = Int(try contents.word(position + 88, "a range"))
        pointSize = Int(try contents.word(position + 136, "a range"))
        let drivesSize = Int(try contents.word(position + 140, "a range"))
        guard pointSize == 4 || pointSize == 8 else {
            throw contents.error(position, "points of \(pointSize) bytes, where those of 4 or 8 are read")
        }
        guard count <= PowderScan.largestCount else {
            throw contents.error(position, "more than \(PowderScan.largestCount) points: \(count)")
        }
        let drives = position + Self.headerSize
        guard drivesSize <= size - drives, count * pointSize <= size - drives - drivesSize else {
            throw contents.error(
                position, "a range of \(drivesSize) + \(count) x \(pointSize) bytes, where \(size - drives) are left")
        }
        points = drives + drivesSize

        var twoTheta: [Double] = []
        var segment = drives
        while segment < points {
            let length = try contents.segmentSize(at: segment, before: points)
            if try contents.word(segment, "a segment") == RAWContents.drive, length >= 64,
                contents.text(segment + 12, width: 24) == "2Theta"
            {
                twoTheta.append(contents.double(segment + 56))
            }
            segment += length
        }
        self.twoTheta = twoTheta
    }

    /// Makes sure that start and step are those of 2θ: the kind of scan must be one that moves 2θ, and a drive named
    /// `2Theta` must begin where the range begins.
    func requireScanOfTwoTheta(path: String) throws {
        func error(_ reason: String) -> FormatError {
            FormatError(file: path, place: "byte \(position)", reason: reason)
        }
        guard ["Locked Coupled", "Unlocked Coupled", "Detector Scan"].contains(scanType) else {
            throw error(
                "a scan of the kind '\(scanType)'; read are Locked Coupled, Unlocked Coupled and Detector Scan")
        }
        guard twoTheta.contains(where: { abs($0 - start) <= 1e-6 }) else {
            throw error(
                "no drive '2Theta' begins at \(NumberText.rounded(start)), where the range does: 2θ was not what was scanned"
            )
        }
        guard step > 0, step <= 10 else {
            throw error("a step of \(NumberText.rounded(step)), which is not above 0 and at most 10 degrees")
        }
    }
}
