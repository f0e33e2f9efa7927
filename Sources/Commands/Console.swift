internal import ArgumentParser
internal import DeclarativeFiles
internal import ScientificFormats

/// What commands say: results on standard output, everything else on standard error.
///
/// Nothing else in the program writes there. A stream that cannot be written ends nothing; the program ends with a status
/// other than zero when all is done, and says why where it can.
public enum Console {
    /// Whether only errors are told.
    @TaskLocal public static var isQuiet = false

    private static let output = StandardStream(.output)
    private static let errors = StandardStream(.errors)

    /// Writes a result to standard output, at once.
    ///
    /// - Parameters:
    ///   - text: The result.
    ///   - terminator: What follows it.
    public static func print(_ text: String, terminator: String = "\n") {
        output.write(text + terminator)
    }

    /// Writes a line that tells of an error.
    public static func complain(_ text: String) {
        show(text + "\n")
    }

    /// Writes a line that tells how things go, unless the command is to be quiet.
    public static func inform(_ text: String) {
        if !isQuiet { complain(text) }
    }

    /// Writes to standard error as it is, without a line's end.
    static func show(_ text: String) {
        errors.write(text)
    }

    /// Runs the body of a command and turns its errors into messages and exit codes.
    ///
    /// A wrong declaration prints all of its problems and exits with 64, as a wrong command line does; any other error
    /// prints what it says and exits with 1.
    ///
    /// - Parameters:
    ///   - isQuiet: Whether only errors are told.
    ///   - body: What the command does.
    /// - Returns: What the body returns.
    /// - Throws: The exit code.
    @discardableResult
    public static func run<Value>(isQuiet: Bool = false, _ body: () throws -> Value) throws -> Value {
        do {
            return try $isQuiet.withValue(isQuiet, operation: body)
        } catch let invalid as InvalidDeclaration {
            complain(invalid.description)
            throw ExitCode.validationFailure
        } catch let error where error is ExitCode || error is ValidationError || error is CleanExit {
            throw error
        } catch {
            complain("error: \(Wording(of: error))")
            throw ExitCode.failure
        }
    }

    /// The status to end with: another than 0 where something could not be told.
    ///
    /// Says what could not be written, where that can be said.
    static func status(_ wanted: Int32) -> Int32 {
        if let failure = output.failure {
            complain("error: standard output could not be written: \(failure.reason)")
        }
        return wanted == 0 ? (output.failure ?? errors.failure)?.status ?? 0 : wanted
    }
}
