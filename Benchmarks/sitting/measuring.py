"""Runs a command and says how long it took."""

import json
import os
import shlex
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from . import catalogue

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PROGRAMS = REPOSITORY / "Benchmarks/.build/release"
# Whoever takes longer is stopped.
LIMIT = 600
# Every library that is measured has threads of its own unless it is told not to.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RIETX_COMPILED_THREADS")


class Failure(Exception):
    """Why a command gave no measurement."""


class Bench:
    """Where everything is that commands need."""

    def __init__(self, seconds, scratch, python=None, modules=(), data=None):
        self.seconds, self.scratch, self.python, self.data = seconds, Path(scratch), python, data
        self.modules = modules

    def measure(self, row, contestant):
        """A record of one measurement, or a `Failure`."""
        self.require(row, contestant)
        words = self.words(contestant)
        try:
            with bound(row.threads):
                run = run_command(words, self.environment(row.threads, contestant.variables), self.scratch,
                                  contestant.tolerated)
        except Failure as failure:
            raise Failure(self.without_folders(str(failure))) from None
        if contestant.count:
            return {
                "count": contestant.count, "elapsed_seconds": run.elapsed, "processor_seconds": run.processor,
                "peak_bytes": run.peak_bytes,
            }
        try:
            said = json.loads(run.output.splitlines()[-1])
            return {key: said[key] for key in ("count", "elapsed_seconds", "processor_seconds", "peak_bytes")}
        except (IndexError, ValueError, KeyError):
            raise Failure(f"its last line is no measurement: {run.output[-200:]!r}") from None

    def without_folders(self, text):
        """Names of files as they are on every machine."""
        for folder in (self.scratch, self.data, REPOSITORY):
            text = text.replace(f"{folder}/", "") if folder else text
        return text

    def words(self, contestant):
        text = contestant.command.format(
            programs=PROGRAMS, repository=REPOSITORY, peers=REPOSITORY / "Benchmarks/peers", python=self.python,
            data=self.data, scratch=self.scratch, seconds=self.seconds)
        return shlex.split(text)

    def require(self, row, contestant):
        """Says what is missing, and how to get it."""
        if row.needs_data and self.data is None:
            raise Failure("no measured patterns: PROPORTIONS_DATA names no folder with xrd/experimental")
        if contestant.needs and contestant.needs not in self.modules:
            raise Failure(
                f"no {contestant.needs} in the environment of --peers: "
                "VENV/bin/pip install -r Benchmarks/peers/requirements.txt")

    def environment(self, threads, variables):
        """One of OpenBLAS's own choice of kernels, and so many threads."""
        result = {key: value for key, value in os.environ.items() if key != "OPENBLAS_CORETYPE"}
        result |= {name: str(threads) for name in THREADS} | {"PYTHONDONTWRITEBYTECODE": "1"}
        # What is compiled in the first round is kept for the next ones.
        result |= {"TORCHINDUCTOR_CACHE_DIR": str(self.scratch / "inductor")}
        return result | variables

    def prepare(self):
        """Simulates the patterns that are predicted and refined, once."""
        last = self.scratch / f"first-{catalogue.SAMPLES[-1]}"
        if last.exists():
            return
        made = self.scratch / "samples"
        run_command(
            [PROGRAMS / "proportions", "simulate", REPOSITORY / "experiments/xrd-instrument.yaml", "--experiments",
             REPOSITORY / "experiments", "--count", str(catalogue.SAMPLES[-1]), "--write-patterns", "--output", made],
            self.environment(1, {}), self.scratch)
        patterns = sorted(made.glob("*.xy"))
        for count in catalogue.SAMPLES:
            folder = self.scratch / f"first-{count}"
            folder.mkdir(exist_ok=True)
            for pattern in patterns[:count]:
                (folder / pattern.name).write_bytes(pattern.read_bytes())


class bound:
    """Binds the programs that are started meanwhile to one core, where they have one thread and the system can."""

    def __init__(self, threads):
        self.binds = threads == 1 and hasattr(os, "sched_setaffinity")

    def __enter__(self):
        if self.binds:
            self.before = os.sched_getaffinity(0)
            os.sched_setaffinity(0, {min(self.before)})

    def __exit__(self, *_):
        if self.binds:
            os.sched_setaffinity(0, self.before)


class Run:
    def __init__(self, output, elapsed, usage):
        self.output, self.elapsed = output, elapsed
        self.processor = usage.ru_utime + usage.ru_stime
        # At least what this process holds, some 20 MB.
        self.peak_bytes = usage.ru_maxrss * 1024


def run_command(words, environment, folder, tolerated=None):
    """Runs a command to its end, which must be a good one, or with 1 and what is tolerated, and nothing that failed."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(
                words, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        except OSError as error:
            raise Failure(f"cannot be started: {error.strerror}") from None
        watch = threading.Timer(LIMIT, process.kill)
        watch.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            watch.cancel()
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        text = errors.read()
        is_good = process.returncode == 1 and tolerated and tolerated in text and "failed:" not in text
        if process.returncode and not is_good:
            raise Failure(f"took more than {LIMIT} s" if elapsed >= LIMIT else complaint(text, process.returncode))
        output.seek(0)
        return Run(output.read(), elapsed, usage)


def complaint(text, code):
    """The line of what a program said that tells why it failed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines[-1:] or [f"ended with {code} and said nothing"])[0]
