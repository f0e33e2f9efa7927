"""What a sitting was measured with."""

import datetime
import json
import os
import platform
import subprocess

from .measuring import PROGRAMS, REPOSITORY, Failure, run_command

PEERS = ("torch", "jax", "numpy", "rietx", "rietx-kernels")
# What a sitting writes is no change of the program.
WRITTEN = ("results.json", "results.md", "results.svg")


def machine(bench):
    """What measures. Programs of ours say which kernels they have."""
    def note(command, name):
        words = [PROGRAMS / command[0], *command[1:], "--seconds", "0.01"]
        return json.loads(run_command(words, bench.environment(1, {}), REPOSITORY).output)["notes"][name]

    return {
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "kernels": note(["KernelSpeed", "sgemm", "--order", "64"], "kernels"),
        "instructions": note(["TrainingSpeed", "zhang", "--samples", "128"], "instructions"),
        "memory_gb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9,
        "system": f"{platform.system()} {platform.machine()}", "compiler": compiler(),
        "load": os.getloadavg()[0], "date": datetime.date.today().isoformat(),
    }


def processor():
    try:
        with open("/proc/cpuinfo") as file:
            lines = dict(line.split(":", 1) for line in file.read().split("\n\n")[0].splitlines() if ":" in line)
        told = {key.strip(): value.strip() for key, value in lines.items()}
        family = f", family {told['cpu family']}, model {told['model']}" if "cpu family" in told else ""
        return told.get("model name", platform.machine()) + family
    except OSError:
        return platform.processor() or platform.machine()


def compiler():
    words = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.split()
    return f"Swift {words[words.index('version') + 1]}" if "version" in words else "Swift"


def commit():
    """The commit, with a plus sign where the program's source has changes that are not committed."""
    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=REPOSITORY, capture_output=True, text=True).stdout.strip()

    ignored = [f":!Benchmarks/{name}" for name in WRITTEN]
    return git("rev-parse", "HEAD") + ("+" if git("status", "--porcelain", "--", ".", *ignored) else "")


def peers(python):
    """The versions of what is installed in an environment."""
    code = (
        "import importlib.metadata as m, json\nfound = {}\n"
        f"for name in {PEERS}:\n"
        "    try: found[name] = m.version(name)\n"
        "    except m.PackageNotFoundError: pass\n"
        "print(json.dumps(found))")
    try:
        return json.loads(run_command([python, "-c", code], dict(os.environ), REPOSITORY).output)
    except Failure as failure:
        raise SystemExit(
            f"--peers {os.path.dirname(os.path.dirname(python))}: no environment of Python: {failure}. "
            "python3 -m venv VENV && VENV/bin/pip install -r Benchmarks/peers/requirements.txt") from None


def build():
    """Builds the benchmarks and the program."""
    for arguments in ([], ["--product", "proportions"]):
        words = ["swift", "build", "-c", "release", "--package-path", REPOSITORY / "Benchmarks", *arguments]
        built = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if built.returncode:
            raise SystemExit(built.stdout + "\nthe benchmarks cannot be built")
