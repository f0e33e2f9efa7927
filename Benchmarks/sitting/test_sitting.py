"""Tests of what is made of measurements; nothing is measured here.

    python3 -m unittest discover -s Benchmarks -t Benchmarks
"""

import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

from . import catalogue, operations, picture, profile, tables
from .measuring import Bench, Failure, run_command
from .store import Store
from .summary import Spread, Summary

SVG = "{http://www.w3.org/2000/svg}"
ROWS = {row.name: row for row in catalogue.ROWS}


def record(row, contestant, number, count, processor, elapsed=9.0, memory=50_000_000):
    return {
        "row": row, "contestant": contestant, "round": number, "count": count, "elapsed_seconds": elapsed,
        "processor_seconds": processor, "peak_bytes": memory,
    }


def sitting():
    """Three rounds: products of 100, 100 and 50 GFLOP/s; steps of ours 20 000, 30 000 and 20 000, of JAX 10 000 a second."""
    return {
        "machine": {
            "processor": "A Processor", "cores": 2, "kernels": "Haswell", "instructions": "avx2", "memory_gb": 8.0,
            "system": "Linux x86_64", "compiler": "Swift 6.3", "load": 0.1, "date": "2026-01-02",
        },
        "commit": "0123456789abcdef", "settings": {"seconds": 1.0}, "peers": {"jax": "0.10"},
        "profiles": {"oviedo-step": {"groups": {"loss": 0.25, "Adam": 0.75}, "symbols": {}}},
        "records": [
            record("sgemm", "proportions", 1, 10**11, 1.0), record("sgemm", "proportions", 2, 10**11, 1.0),
            record("sgemm", "proportions", 3, 10**11, 2.0),
            record("oviedo-step", "proportions", 1, 20_000, 1.0), record("oviedo-step", "proportions", 2, 60_000, 2.0),
            record("oviedo-step", "proportions", 3, 20_000, 1.0),
            record("oviedo-step", "JAX", 1, 10_000, 1.0), record("oviedo-step", "JAX", 2, 10_000, 1.0),
            record("oviedo-step", "JAX", 3, 5_000, 0.5),
            {"row": "oviedo-step", "contestant": "PyTorch", "round": 1, "failure": "no torch | here"},
            # Two threads have twice the rate by the clock on the wall, and hardly more by processor time.
            record("undip-threads", "1", 1, 10, 5.0, 5.0), record("undip-threads", "2", 1, 10, 4.9, 2.5),
        ],
    }


class PageTests(unittest.TestCase):
    def setUp(self):
        self.page = tables.page(sitting())

    def test_rates_are_medians_of_processor_time_with_their_share_of_the_product(self):
        # A step has 2 141 952 operations: 0.43, 0.64 and 0.86 times the products of its rounds.
        self.assertIn(
            "| Training step, Oviedo's network, 2040 points | proportions | 20 000 samples | 20 000 – 30 000 | 64 % |  |  |",
            self.page)

    def test_ratios_are_taken_round_by_round(self):
        self.assertIn("|  | JAX | 10 000 samples | 10 000 – 10 000 | 21 % | 2 | 2 – 3 |", self.page)

    def test_what_failed_is_told_and_the_rest_is_there(self):
        self.assertIn("| Training step, Oviedo's network, 2040 points | PyTorch | no torch \\| here |", self.page)

    def test_threads_are_compared_by_elapsed_time(self):
        self.assertIn("| 2 | 4 | 4 – 4 | 2 | 50 |", self.page)

    def test_shares_of_time_stand_in_order(self):
        self.assertIn("| Adam | 75 % |\n| loss | 25 % |", self.page)

    def test_the_machine_is_told(self):
        for word in ("A Processor", "Haswell", "0123456789ab", "jax 0.10", "3 rounds"):
            self.assertIn(word, self.page)

    def test_numbers_have_three_digits(self):
        self.assertEqual([tables.number(x) for x in (0.01234, 1.234, 99.96, 123.4, 12_345, 1_234_567)],
                         ["0.0123", "1.23", "100", "123", "12 300", "1 230 000"])


class PictureTests(unittest.TestCase):
    def test_a_round_is_a_dot_on_a_logarithmic_axis(self):
        root = xml.fromstring(picture.picture(sitting()))
        dots = [float(dot.get("cx")) for dot in root.iter(SVG + "circle")]
        ticks = {text.text: float(text.get("x")) for text in root.iter(SVG + "text") if text.get("text-anchor") == "middle"}
        self.assertEqual(sorted(ticks), ["1", "2", "5"])
        self.assertEqual([dots[0], dots[2]], [ticks["2"], ticks["2"]])
        # log 3 lies between log 2 and log 5.
        self.assertAlmostEqual((dots[1] - ticks["2"]) / (ticks["5"] - ticks["2"]), 0.44250, delta=0.001)

    def test_nothing_measured_is_an_empty_picture(self):
        root = xml.fromstring(picture.picture(sitting() | {"records": []}))
        self.assertEqual(list(root.iter(SVG + "circle")), [])


class CatalogueTests(unittest.TestCase):
    def test_names_are_unique(self):
        self.assertEqual(len(ROWS), len(catalogue.ROWS))
        for row in catalogue.ROWS:
            self.assertEqual(len({contestant.name for contestant in row.contestants}), len(row.contestants))

    def test_commands_name_known_places_and_peers_that_are_there(self):
        bench = Bench(1.0, "scratch", "python", (), "data")
        for row in catalogue.ROWS:
            for contestant in row.contestants:
                words = bench.words(contestant)
                if not contestant.is_ours:
                    self.assertTrue(Path(words[1]).is_file(), words[1])

    def test_operations_of_a_step(self):
        # By hand: 2 (3 (65 280 + 261 120 + 52 224 + 128) - 65 280).
        self.assertEqual(operations.step("oviedo"), 2_141_952)
        self.assertEqual(operations.inference("oviedo"), 757_504)


class MeasuringTests(unittest.TestCase):
    def test_a_failing_program_says_why(self):
        code = "import sys; print('Error: the cure', file=sys.stderr); sys.exit(3)"
        with self.assertRaisesRegex(Failure, "^Error: the cure$"):
            run_command([sys.executable, "-c", code], None, ".")

    def test_what_is_tolerated_is_no_failure_but_what_failed_is(self):
        def ended(*said):
            code = f"import sys; print({' '.join(said)!r}, file=sys.stderr); sys.exit(1)"
            return run_command([sys.executable, "-c", code], None, ".", tolerated="not explained:")

        self.assertEqual(ended("not explained: a line").output, "")
        for said in (["failed: no file"], ["not explained: a line", "failed: no file"]):
            with self.assertRaises(Failure):
                ended(*said)

    def test_a_missing_program_is_a_failure(self):
        with self.assertRaisesRegex(Failure, "cannot be started"):
            run_command(["./not-there"], None, ".")

    def test_processor_time_is_that_of_the_program(self):
        code = "import time\nwhile time.process_time() < 0.3: pass"
        self.assertGreater(run_command([sys.executable, "-c", code], None, ".").processor, 0.29)

    def test_a_missing_peer_names_the_cure(self):
        row = ROWS["oviedo-step"]
        jax = next(contestant for contestant in row.contestants if contestant.needs == "jax")
        with self.assertRaisesRegex(Failure, "pip install -r Benchmarks/peers/requirements.txt"):
            Bench(1.0, "scratch", "python", ()).require(row, jax)


class StoreTests(unittest.TestCase):
    def test_what_is_there_is_kept_and_a_failure_is_tried_again(self):
        with tempfile.TemporaryDirectory() as folder:
            path, row = Path(folder) / "results.json", ROWS["oviedo-step"]
            Store(path, sitting()).save()
            store = Store.open(path, sitting() | {"records": []}, is_fresh=False)
            first, torch = row.contestants[0], next(c for c in row.contestants if c.name == "PyTorch")
            self.assertTrue(store.has(row, first, 3))
            self.assertFalse(store.has(row, first, 4))
            self.assertFalse(store.has(row, torch, 1))
            store.add(row, torch, 1, {"count": 1, "processor_seconds": 1.0, "elapsed_seconds": 1.0, "peak_bytes": None})
            again = Store.open(path, sitting(), is_fresh=False)
            self.assertTrue(again.has(row, torch, 1))
            self.assertEqual(Summary(again.sitting).failures, {})

    def test_another_commit_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "results.json"
            Store(path, sitting()).save()
            with self.assertRaisesRegex(SystemExit, "of another commit.*--fresh"):
                Store.open(path, sitting() | {"commit": "fedcba"}, is_fresh=False)


class ProfileTests(unittest.TestCase):
    def test_symbols_are_grouped(self):
        report = "# Overhead  Symbol\n    60.00%  [.] sgemm_kernel_SKYLAKEX\n     0.50%  [k] clear_page_erms\n     1.50%  [.] what\n"
        found = {profile.group(symbol): share for symbol, share in profile.shares(report).items()}
        self.assertEqual(found, {"products of matrices (BLAS)": 0.6, "memory": 0.005, profile.REST: 0.015})


class SpreadTests(unittest.TestCase):
    def test_median_least_and_greatest(self):
        self.assertEqual(Spread.of([3, 1, 2, 10]), Spread(2.5, 1, 10))
        self.assertIsNone(Spread.of([]))


if __name__ == "__main__":
    unittest.main()
