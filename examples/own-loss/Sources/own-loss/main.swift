import Commands
import DiffractionField
import HyperspectralField
import ProportionInference

// The program with one loss more: specs, commands, tables and figures know it by its name.
ProportionsCommand.main(
    fields: [.hyperspectral, .diffraction],
    losses: LossCatalog.all.entries + [SquaredHellinger()])
