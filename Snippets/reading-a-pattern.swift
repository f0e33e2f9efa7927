//! Reads a powder pattern of any format, and says what is in it.
import ScientificFormats

// snippet.hide
let path = CommandLine.arguments.dropFirst().first ?? "pattern.xrdml"
// snippet.show
let scan = try PowderScan.read(path: path)
if let first = scan.twoTheta.first, let last = scan.twoTheta.last {
    print("\(scan.twoTheta.count) points from \(first) to \(last) degrees, \(scan.quantity.rawValue)")
}
for remark in scan.remarks { print(remark) }
