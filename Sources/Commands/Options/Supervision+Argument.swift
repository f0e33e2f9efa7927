public import ArgumentParser
public import ProportionInference

extension Supervision: ExpressibleByArgument {}
