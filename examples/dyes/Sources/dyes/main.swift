import Commands

ProportionsCommand.main(fields: [.dyes])
