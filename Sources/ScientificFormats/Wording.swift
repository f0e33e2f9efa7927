internal import Foundation

/// An error in one line that people can read.
///
/// Our own errors describe themselves. One of Foundation's is told by the file and what the system answered, one of a text in
/// JSON by the key that is at fault.
package struct Wording: CustomStringConvertible {
    /// The line.
    package let description: String

    /// Words an error.
    package init(of error: any Error) {
        if let error = error as? DecodingError {
            description = (error.key.map { "'\($0)' " } ?? "it ") + error.fault
            return
        }
        // Every error can be seen as an `NSError`; those that are Cocoa's, POSIX's or of URLs come from Foundation.
        let foundation = error as NSError
        guard [NSCocoaErrorDomain, NSPOSIXErrorDomain, NSURLErrorDomain].contains(foundation.domain) else {
            description = "\(error)"
            return
        }
        let path =
            foundation.userInfo[NSFilePathErrorKey] as? String ?? (foundation.userInfo[NSURLErrorKey] as? URL)?.path
        let reason = Self.systemReason(foundation) ?? foundation.localizedDescription
        description = (path.map { $0 + ": " } ?? "") + reason
    }

    /// What the system answered, at whatever depth it stands.
    private static func systemReason(_ error: NSError) -> String? {
        if error.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(error.code))) }
        return (error.userInfo[NSUnderlyingErrorKey] as? any Error).flatMap { systemReason($0 as NSError) }
    }
}

extension DecodingError {
    private var context: Context? {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
            .dataCorrupted(let context):
            context
        @unknown default: nil
        }
    }

    /// The key at fault, from the root on, or nothing where the text is no JSON at all.
    package var key: String? {
        var path = context?.codingPath.map(\.stringValue) ?? []
        if case .keyNotFound(let key, _) = self { path.append(key.stringValue) }
        return path.isEmpty ? nil : path.joined(separator: ".")
    }

    /// What is wrong with the key, or with the text where that is none: the end of a sentence.
    package var fault: String {
        switch self {
        case .keyNotFound: "is missing"
        case .typeMismatch, .valueNotFound: "is not of its kind"
        default: key == nil ? "is no JSON" : "has a value that is not known"
        }
    }
}
