"""The picture of a sitting: how many times as fast as each peer, a dot for each round, on a logarithmic axis."""

import math
from html import escape

from .catalogue import AGAINST_PEERS, OURS
from .summary import Spread, Summary
from .tables import number

# Colours that readers with any colour vision tell apart (Okabe & Ito 2008), and dark enough on white.
COLORS = {"PyTorch": "#D55E00", "torch.compile": "#CC79A7", "JAX": "#0072B2", "NumPy": "#009E73", "rietx": "#8C6D00"}
LEFT, RIGHT, LINE, TOP, BOTTOM, WIDTH = 440, 70, 20, 62, 34, 1000


def picture(sitting):
    """The picture as SVG."""
    lines = ratios(Summary(sitting))
    values = [ratio for _, _, rounds in lines for ratio in rounds] + [1.0]
    least, greatest = tick_below(min(values)), tick_above(max(values))
    height = TOP + LINE * len(lines) + gaps(lines) + BOTTOM

    def x(ratio):
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log(ratio / least) / math.log(greatest / least)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'font-family="DejaVu Sans, Helvetica, Arial, sans-serif" font-size="12" role="img">',
        f"<title>How many times as fast as each peer {OURS} is</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="12" y="24" font-size="15" font-weight="bold" fill="#111">How many times as fast as each peer</text>',
        '<text x="12" y="42" fill="#444">A dot is a round, a bar the median. Right of 1 we are faster.</text>',
    ]
    for tick in ticks(least, greatest):
        stroke = 'stroke="#555" stroke-width="1.5"' if tick == 1 else 'stroke="#ddd"'
        place = f"{x(tick):.1f}"
        parts.append(f'<line x1="{place}" x2="{place}" y1="{TOP - 6}" y2="{height - BOTTOM + 4}" {stroke}/>')
        parts.append(f'<text x="{place}" y="{height - 12}" text-anchor="middle" fill="#333">{tick:g}</text>')
    y, before = TOP - LINE / 2, None
    for title, peer, rounds in lines:
        y += LINE
        if title != before:
            y += LINE / 2 if before else 0
            parts.append(f'<text x="12" y="{y + 4:.1f}" fill="#111">{escape(title)}</text>')
            before = title
        color, median = COLORS.get(peer, "#555"), Spread.of(rounds).median
        parts.append(
            f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end" fill="{color}" font-weight="bold">{escape(peer)}</text>')
        parts += [
            f'<circle cx="{x(ratio):.1f}" cy="{y:.1f}" r="3.5" fill="{color}" fill-opacity="0.45"/>' for ratio in rounds]
        parts.append(f'<rect x="{x(median) - 1.5:.1f}" y="{y - 7:.1f}" width="3" height="14" fill="{color}"/>')
        parts.append(
            f'<text x="{WIDTH - 12}" y="{y + 4:.1f}" text-anchor="end" fill="{color}" font-weight="bold">'
            f"{number(median)} x</text>")
    return "\n".join([*parts, "</svg>"]) + "\n"


def ratios(summary):
    """Of each work and peer the ratios of all rounds."""
    lines = []
    for row in AGAINST_PEERS:
        for contestant in row.contestants:
            rounds = list(summary.ratios(row, contestant).values())
            if rounds and not contestant.is_ours:
                lines.append((row.title, contestant.name, rounds))
    return lines


def gaps(lines):
    """The room between works."""
    return LINE // 2 * max(len({title for title, _, _ in lines}) - 1, 0)


def ticks(least, greatest):
    """1, 2 and 5 in every decade."""
    decades = range(math.floor(math.log10(least)), math.ceil(math.log10(greatest)) + 1)
    all_ticks = [digit * 10.0**decade for decade in decades for digit in (1, 2, 5)]
    return [tick for tick in all_ticks if least * 0.999 <= tick <= greatest * 1.001]


def tick_below(value):
    return max(tick for tick in ticks(1e-6, 1e6) if tick <= value)


def tick_above(value):
    return min(tick for tick in ticks(1e-6, 1e6) if tick >= value and tick > 1)
