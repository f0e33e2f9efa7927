"""What is measured, and who takes part.

Commands name places in braces, which `measuring.Bench` fills in.
"""

from dataclasses import dataclass, field

from . import operations

OURS = "proportions"


@dataclass(frozen=True)
class Contestant:
    """One way to do the work of a row."""

    name: str
    command: str
    # Variables of the environment.
    variables: dict = field(default_factory=dict)
    # How many items the command does, where it does not say so itself: then the whole command is timed.
    count: int | None = None
    # The package that the command needs in the environment of the peers; nothing for programs of our own.
    needs: str | None = None
    # What the program may say when it ends with 1, and has done its work nevertheless.
    tolerated: str | None = None
    # About how long it takes on a quiet machine, its start included.
    seconds: float = 2

    @property
    def is_ours(self):
        return self.needs is None


@dataclass(frozen=True)
class Row:
    """Work that contestants do in turns."""

    name: str
    title: str
    items: str
    contestants: tuple
    threads: int = 1
    # Floating-point operations of an item, for the share of a matrix product.
    operations: float | None = None
    # Whether the command reads the measured patterns.
    needs_data: bool = False


@dataclass(frozen=True)
class Series(Row):
    """A row whose contestants are one program at several sizes of something."""

    axis: str = ""
    # What the rate counts: processor time, or elapsed time where threads work side by side.
    by_elapsed_time: bool = False


def ours(program, name=OURS, **more):
    return Contestant(name, "{programs}/" + program + " --seconds {seconds}", **more)


def python(name, script, needs, **more):
    return Contestant(name, "{python} {peers}/" + script + " --seconds {seconds}", needs=needs, **more)


def program(arguments, count, name=OURS, **more):
    return Contestant(name, "{programs}/proportions " + arguments, count=count, **more)


KERNELS = (
    Row("peak", "Multiplying and adding in registers", "operations", (ours("KernelSpeed peak"),)),
    Row("sgemm", "Matrix product, 1024 x 1024", "operations", (
        ours("KernelSpeed sgemm"),
        python("NumPy", "numpy_peers.py sgemm", "numpy"),
    )),
)

SMALLER_INSTRUCTIONS = ("avx2", "baseline")
NETWORKS = (("zhang", "Zhang's network, 198 bands"), ("oviedo", "Oviedo's network, 2040 points"))


def of_each_set(arguments):
    """Our program with the largest set of instructions of the processor, and with smaller ones."""
    smaller = tuple(
        ours(arguments, f"{OURS}, {name}", variables={"PROPORTIONS_INSTRUCTIONS": name}) for name in SMALLER_INSTRUCTIONS)
    return (ours(arguments), *smaller)


def training(network, title):
    peers = [
        python("PyTorch", f"torch_training.py {network} step", "torch", seconds=5),
        python("torch.compile", f"torch_training.py {network} step --compile", "torch", seconds=12),
        python("JAX", f"jax_training.py {network} step", "jax", seconds=5),
    ]
    return Row(
        f"{network}-step", f"Training step, {title}", "samples",
        (*of_each_set(f"TrainingSpeed {network}"), *peers), operations=operations.step(network))


def inference(network, title):
    peers = [
        python("PyTorch", f"torch_training.py {network} inference", "torch", seconds=4),
        python("torch.compile", f"torch_training.py {network} inference --compile", "torch", seconds=8),
        python("JAX", f"jax_training.py {network} inference", "jax", seconds=3),
    ]
    return Row(
        f"{network}-inference", f"Inference, {title}", "samples",
        (ours(f"TrainingSpeed {network} --inference"), *peers), operations=operations.inference(network))


def epoch(network, title):
    peers = [
        python("PyTorch", f"torch_training.py {network} epoch", "torch", seconds=6),
        python("JAX", f"jax_training.py {network} epoch", "jax", seconds=5),
    ]
    return Row(
        f"{network}-epoch", f"Epoch with validation, {title}", "samples",
        (ours(f"TrainingSpeed {network} --epoch"), *peers))


UNMIXING = (
    Row("hyperae", "HyperAE, epochs of an image of 100 x 100 pixels", "pixels", (
        ours("UnmixingNetworks hyperae"),
        python("PyTorch", "torch_unmixing.py hyperae", "torch", seconds=4),
        python("JAX", "jax_unmixing.py hyperae", "jax", seconds=4),
    )),
    Row("undip", "UnDIP, steps on an image of 100 x 100 pixels", "steps", (
        ours("UnmixingNetworks undip", seconds=3),
        python("PyTorch", "torch_unmixing.py undip", "torch", seconds=6),
    )),
    Row("sunsal", "SUnSAL, 10 000 pixels", "pixels", (
        ours("UnmixingSpeed sunsal"),
        python("NumPy", "numpy_peers.py sunsal", "numpy"),
    )),
)


def simulation(spec, count):
    return f"simulate {{repository}}/experiments/{spec}.yaml --count {count} --experiments {{repository}}/experiments"


SIMULATION = tuple(
    Row(name, title, "patterns", (
        program(simulation(spec, 10_000), count=10_000, seconds=3),
    ))
    for name, spec, title in (
        ("simulation", "xrd", "Simulating patterns"),
        ("simulation-instrument", "xrd-instrument", "Simulating patterns with an instrument"),
    ))

# Folders of simulated patterns hold so many.
SAMPLES = (10, 40, 160)
# Two of the measured mixtures; rietx takes a quarter of a minute for each of them.
NAMES = ("08", "15")
PATTERNS = " ".join(f"{{data}}/xrd/experimental/{name}.xy" for name in NAMES)
NOT_EXPLAINED = "not explained:"
PHASES = "--phases calcite,gibbsite,dolomite,hematite --impurities quartz --tube Cu"


def refinement(recipe, seconds):
    call = f"rietveld {PATTERNS} {PHASES} --recipe {recipe} --no-figures --workers 1 --output {{scratch}}/rietveld -q"
    theirs = f"{{python}} {{peers}}/rietx_speed.py {{data}} {recipe} --patterns {','.join(NAMES)}"
    peer = Contestant("rietx", theirs, needs="rietx", seconds=seconds)
    own = program(call, count=len(NAMES), tolerated=NOT_EXPLAINED)
    return Row(f"refinement-{recipe}", f"Refinement, recipe {recipe}", "patterns", (own, peer), needs_data=True)


def prediction(arguments="", count=40, workers=1):
    """The command line; the patterns are simulated ones, which `measuring.Bench` makes."""
    return (
        f"predict xrd-instrument {{scratch}}/first-{count} --no-figure --workers {workers} "
        f"--output {{scratch}}/predicted -q {arguments}")


PREDICTION = (
    Row("prediction", "Prediction of patterns, checked or not", "patterns", (
        program(prediction(), count=40, seconds=3),
        program(prediction("--no-check"), count=40, name=f"{OURS}, not checked"),
    )),
)

AGAINST_PEERS = (
    *(training(*network) for network in NETWORKS),
    *(inference(*network) for network in NETWORKS),
    *(epoch(*network) for network in NETWORKS),
    *UNMIXING,
    *SIMULATION,
    *(refinement(*recipe) for recipe in (("standard", 35), ("constrained", 8), ("full-pattern", 4))),
    *PREDICTION,
)


def series(name, title, items, axis, sizes, contestant, **more):
    return Series(name, title, items, tuple(contestant(size) for size in sizes), axis=axis, **more)


SCALING = (
    *(series(f"{network}-batch", f"Training step, {title}", "samples", "batch", (16, 32, 64, 128, 256, 512),
             lambda batch, network=network: ours(f"TrainingSpeed {network} --batch {batch}", str(batch)))
      for network, title in NETWORKS),
    series("oviedo-database", "Epoch with validation, Oviedo's network", "samples", "samples in the database",
           (2500, 5000, 10_000, 20_000),
           lambda samples: ours(f"TrainingSpeed oviedo --epoch --samples {samples}", str(samples), seconds=3)),
    *(series(f"{name}-image", title, items, "image",
             (50, 100, 200),
             lambda size, call=call: ours(call.format(size=size, pixels=size**2), f"{size} x {size}", seconds=4))
      for name, title, items, call in (
          ("hyperae", "HyperAE, epochs", "pixels", "UnmixingNetworks hyperae --size {size}"),
          ("undip", "UnDIP, steps", "steps", "UnmixingNetworks undip --size {size}"),
          ("sunsal", "SUnSAL", "pixels", "UnmixingSpeed sunsal --pixels {pixels}"),
      )),
    series("undip-threads", "UnDIP, steps on an image of 100 x 100 pixels", "steps", "threads", (1, 2),
           lambda threads: ours(f"UnmixingNetworks undip --threads {threads}", str(threads), seconds=4),
           threads=2, by_elapsed_time=True),
    series("prediction-threads", "Prediction of patterns", "patterns", "threads", (1, 2),
           lambda workers: program(prediction(workers=workers), count=40, name=str(workers), seconds=3),
           threads=2, by_elapsed_time=True),
    series("refinement-threads", "Refinement of two patterns, recipe standard", "patterns", "threads", (1, 2),
           lambda workers: program(
               f"rietveld {PATTERNS} {PHASES} --no-figures --workers {workers} --output {{scratch}}/rietveld -q",
               count=len(NAMES), name=str(workers), tolerated=NOT_EXPLAINED),
           threads=2, by_elapsed_time=True, needs_data=True),
    series("simulation-count", "Simulating patterns with an instrument", "patterns", "patterns",
           (1000, 3000, 10_000),
           lambda count: program(
               simulation("xrd-instrument", count), count=count, name=str(count), seconds=4)),
    series("refinement-count", "Refinement, recipe full-pattern", "patterns", "patterns", SAMPLES,
           lambda count: program(
               f"rietveld {{scratch}}/first-{count} {PHASES} --recipe full-pattern --no-figures --workers 1 "
               "--output {scratch}/rietveld -q", count=count, name=str(count), seconds=6, tolerated=NOT_EXPLAINED)),
    series("prediction-count", "Prediction of patterns", "patterns", "patterns", SAMPLES,
           lambda count: program(prediction(count=count), count=count, name=str(count), seconds=3)),
)

ROWS = (*KERNELS, *AGAINST_PEERS, *SCALING)
# The rows whose time is divided among kernels.
PROFILED = ("zhang-step", "oviedo-step", "hyperae", "undip")
