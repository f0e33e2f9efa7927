"""Medians and spreads of the rounds of a sitting."""

import statistics
from dataclasses import dataclass

from .catalogue import OURS, Series


@dataclass(frozen=True)
class Spread:
    """The median of some numbers, the least and the greatest."""

    median: float
    least: float
    greatest: float

    @staticmethod
    def of(numbers):
        numbers = list(numbers)
        return Spread(statistics.median(numbers), min(numbers), max(numbers)) if numbers else None


def rate(row, record):
    """Items in a second: of processor time, or of elapsed time where threads work side by side."""
    by_elapsed_time = isinstance(row, Series) and row.by_elapsed_time
    return record["count"] / record["elapsed_seconds" if by_elapsed_time else "processor_seconds"]


class Summary:
    def __init__(self, sitting):
        self.done, self.failures = {}, {}
        for record in sitting["records"]:
            place = record["row"], record["contestant"]
            if "failure" in record:
                self.failures[place] = record["failure"]
            else:
                self.done.setdefault(place, {})[record["round"]] = record

    def rates(self, row, contestant):
        """The rate of each round."""
        records = self.done.get((row.name, contestant.name), {})
        return {number: rate(row, record) for number, record in sorted(records.items())}

    def ratios(self, row, contestant):
        """How many times as fast as a contestant the first of the row is, round by round."""
        first, other = self.rates(row, row.contestants[0]), self.rates(row, contestant)
        return {number: first[number] / other[number] for number in first if number in other}

    def shares(self, row, contestant, of, name=OURS):
        """Operations in a second as a share of those of a kernel in the same round."""
        kernel = next(c for c in of.contestants if c.name == name)
        whole, part = self.rates(of, kernel), self.rates(row, contestant)
        each = row.operations or 1
        return {number: each * part[number] / whole[number] for number in part if number in whole}

    def peak_bytes(self, row, contestant):
        """The most memory of any round."""
        records = self.done.get((row.name, contestant.name), {}).values()
        return max((record["peak_bytes"] for record in records if record.get("peak_bytes")), default=None)
