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
            description = error.plainReason
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
    /// What is wrong, in few words.
    fileprivate var plainReason: String {
        func path(_ context: Context, _ key: (any CodingKey)? = nil) -> String {
            (context.codingPath + [key].compactMap(\.self)).map(\.stringValue).joined(separator: ".")
        }
        return switch self {
        case .keyNotFound(let key, let context): "'\(path(context, key))' is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            path(context).isEmpty ? "it is not of its kind" : "'\(path(context))' is not of its kind"
        default: "it is no JSON"
        }
    }
}
