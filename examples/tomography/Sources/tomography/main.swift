import Commands
import DiffractionField

let tomography = Field(name: "tomography", commands: [PhantomCommand.self, MapsCommand.self])
ProportionsCommand.main(fields: [.diffraction, tomography])
