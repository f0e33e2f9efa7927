internal import ArgumentParser
internal import DeclarativeFiles
internal import Foundation

/// Writes a line to standard error.
package func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Runs the body of a command and turns its errors into messages and exit codes.
///
/// A wrong declaration prints all of its problems and exits with 64, as a wrong command line does; any other error prints
/// what it says and exits with 1.
package func reportingFailures(_ body: () throws -> Void) throws {
    do {
        try body()
    } catch let invalid as InvalidDeclaration {
        complain(invalid.description)
        throw ExitCode.validationFailure
    } catch let error where error is ExitCode || error is ValidationError || error is CleanExit {
        throw error
    } catch {
        complain("error: \(error)")
        throw ExitCode.failure
    }
}
