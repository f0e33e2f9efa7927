public import ArgumentParser
public import Experiments

extension Effort: ExpressibleByArgument {}
