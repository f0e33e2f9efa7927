import Commands
import DiffractionField
import HyperspectralField

@main
enum Main {
    static func main() {
        ProportionsCommand.main(fields: [.hyperspectral, .diffraction], commit: CommitOfBuild.text)
    }
}
