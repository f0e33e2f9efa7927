"""The JSON of a sitting. What is in it is not measured again."""

import json
import os

from .catalogue import ROWS

ORDER = {(row.name, contestant.name): (i, j) for i, row in enumerate(ROWS) for j, contestant in enumerate(row.contestants)}


class Store:
    """A sitting, and the file that holds it."""

    def __init__(self, path, sitting):
        self.path, self.sitting = path, sitting

    @staticmethod
    def open(path, sitting, is_fresh):
        """Goes on with the sitting of a file, if it is of the same program and the same settings."""
        if is_fresh or not path.exists():
            return Store(path, sitting)
        before = json.loads(path.read_text())
        for what, old, new in (
            ("commit", before["commit"], sitting["commit"]),
            ("processor", before["machine"]["processor"], sitting["machine"]["processor"]),
            ("settings", before["settings"], sitting["settings"]),
        ):
            if old != new:
                raise SystemExit(f"{path.name} is of another {what}, {old}, and this is {new}: --fresh begins anew")
        if before["peers"] and sitting["peers"] not in ({}, before["peers"]):
            raise SystemExit(f"{path.name} is of other peers, {before['peers']}: --fresh begins anew")
        before["peers"] = before["peers"] or sitting["peers"]
        return Store(path, before)

    def has(self, row, contestant, number):
        """Whether a measurement is there; one that failed is not."""
        wanted = (row.name, contestant.name, number)
        return any(
            (r["row"], r["contestant"], r["round"]) == wanted for r in self.sitting["records"] if "failure" not in r)

    def add(self, row, contestant, number, measured):
        """Keeps a measurement, in the place of failures of the same contestant."""
        place = (row.name, contestant.name)
        kept = [r for r in self.sitting["records"] if (r["row"], r["contestant"]) != place or "failure" not in r]
        record = {"row": row.name, "contestant": contestant.name, "round": number, **measured}
        self.sitting["records"] = [*kept, record]
        self.sitting["records"].sort(key=lambda r: (*ORDER[r["row"], r["contestant"]], r["round"]))
        self.save()

    def add_profile(self, row, profile):
        self.sitting["profiles"][row.name] = profile
        self.save()

    def save(self):
        """The whole file at once, a record on each line."""
        head = {key: value for key, value in self.sitting.items() if key != "records"}
        records = ",\n".join("  " + json.dumps(record) for record in self.sitting["records"])
        text = json.dumps(head, indent=1, sort_keys=True)[:-2] + ',\n "records": [\n' + records + "\n ]\n}\n"
        new = self.path.with_suffix(".new")
        new.write_text(text)
        os.replace(new, self.path)
