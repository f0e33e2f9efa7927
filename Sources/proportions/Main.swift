import Commands

@main
enum Main {
    static func main() {
        ProportionsCommand.main()
    }
}
