"""The page of a sitting in Markdown, made from its JSON alone."""

from .catalogue import AGAINST_PEERS, KERNELS, OURS, PROFILED, ROWS, SCALING
from .summary import Spread, Summary

PEAK, SGEMM = KERNELS


def number(value):
    """Three digits that count, and thousands apart."""
    if value >= 1000:
        digits = 3 - len(str(int(value)))
        return f"{round(value, digits):,.0f}".replace(",", " ")
    return f"{value:.3g}" if value < 100 else f"{value:.0f}"


def spread(value, write=number):
    return f"{write(value.least)} – {write(value.greatest)}" if value else "–"


def percent(value):
    return f"{100 * value:.0f} %"


def table(head, rows, left=1):
    """A table, whose first columns are words and the others numbers."""
    rule = "|" + "---|" * left + "---:|" * (len(head) - left)
    lines = ["| " + " | ".join(cells) + " |" for cells in [head, *rows]]
    return "\n".join([lines[0], rule, *lines[1:]])


def page(sitting):
    """The whole page."""
    summary = Summary(sitting)
    sections = [
        ("Kernels", kernels(summary)), ("Against peers", against_peers(summary)), ("Scaling", scaling(summary)),
        ("Where the time goes", profiles(sitting)),
        ("What was not measured", failures(summary) if summary.failures else ""),
    ]
    parts = ["# One sitting", introduction(sitting), "![How many times as fast](results.svg)"]
    for title, text in sections:
        # A sitting may have measured some rows only.
        parts += ["## " + title, text] if text else []
    return "\n\n".join(part for part in parts if part) + "\n"


def introduction(sitting):
    machine = sitting["machine"]
    versions = ", ".join(f"{name} {version}" for name, version in sorted(sitting["peers"].items())) or "none"
    rounds = max((record["round"] for record in sitting["records"]), default=0)
    return (
        "Written by `Benchmarks/run` from `results.json`; whoever edits it loses that. The "
        "[README](README.md) says what is measured and how.\n\n"
        f"{rounds} {'round' if rounds == 1 else 'rounds'}, in turns, of {sitting['settings']['seconds']:g} s of processor time each, on {machine['date']}. "
        f"{machine['processor']}, {machine['cores']} cores, kernels {machine['kernels']} of OpenBLAS and "
        f"{machine['instructions']} of ours, {machine['system']}, {machine['memory_gb']:.0f} GB. "
        f"Commit {sitting['commit'][:12]}, {machine['compiler']}. Peers: {versions}. At its start "
        f"{machine['load']:.1f} other threads wanted the cores.\n\n"
        "Rates are items in a second of processor time, medians of all rounds, with the least and the greatest. One thread, "
        "unless a table says otherwise. A ratio is taken round by round.")


def kernels(summary):
    rows = []
    for row in KERNELS:
        for contestant in row.contestants:
            rates = Spread.of(rate / 1e9 for rate in summary.rates(row, contestant).values())
            if not rates:
                continue
            share = Spread.of(summary.shares(row, contestant, PEAK).values())
            rows.append([row.title, contestant.name, number(rates.median), spread(rates),
                         percent(share.median) if share else "–"])
    return table(["kernel", "program", "GFLOP/s", "from – to", "share of the peak"], rows, left=2)


def against_peers(summary):
    rows = []
    for row in AGAINST_PEERS:
        title = row.title
        for contestant in row.contestants:
            rates = Spread.of(summary.rates(row, contestant).values())
            if not rates:
                continue
            share = Spread.of(summary.shares(row, contestant, SGEMM).values()) if row.operations else None
            ratios = Spread.of(summary.ratios(row, contestant).values())
            is_first = contestant is row.contestants[0]
            rows.append([
                title, contestant.name, f"{number(rates.median)} {row.items}", spread(rates),
                percent(share.median) if share else "",
                "" if is_first or not ratios else number(ratios.median),
                "" if is_first or not ratios else spread(ratios),
            ])
            title = ""
    head = ["work", "program", "in a second", "from – to", "share of sgemm", f"{OURS} is faster by", "from – to"]
    return table(head, rows, left=2)


def scaling(summary):
    parts = []
    for row in SCALING:
        rows = []
        for contestant in row.contestants:
            rates = Spread.of(summary.rates(row, contestant).values())
            if not rates:
                continue
            memory = summary.peak_bytes(row, contestant)
            ratios = Spread.of(1 / ratio for ratio in summary.ratios(row, contestant).values())
            rows.append([
                contestant.name, number(rates.median), spread(rates), number(ratios.median) if ratios else "–",
                number(memory / 1e6) if memory else "–",
            ])
        if rows:
            clock = "elapsed time" if row.by_elapsed_time else "processor time"
            parts.append(f"{row.title}, {row.items} in a second of {clock}:\n\n" + table(
                [row.axis, row.items, "from – to", "of the first", "largest memory, MB"], rows))
    return "\n\n".join(parts)


def profiles(sitting):
    parts = ["Samples of `perf`, with the start of the program in them."] if sitting["profiles"] else []
    for name in PROFILED:
        profile = sitting["profiles"].get(name)
        if not profile:
            continue
        title = next(row.title for row in ROWS if row.name == name)
        if "failure" in profile:
            parts.append(f"{title}: no profile. {profile['failure']}")
            continue
        shares = sorted(profile["groups"].items(), key=lambda item: -item[1])
        parts.append(f"{title}:\n\n" + table(["kernel", "share of the time"], [[key, percent(s)] for key, s in shares]))
    return "\n\n".join(parts)


def failures(summary):
    titles = {row.name: row.title for row in ROWS}
    return table(["work", "program", "why"], [
        [titles.get(row, row), contestant, reason.replace("|", "\\|")]
        for (row, contestant), reason in summary.failures.items()
    ], left=3)
