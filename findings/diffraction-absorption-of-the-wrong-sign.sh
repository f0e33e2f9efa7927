#!/usr/bin/env bash
# The imaginary part f" of an atom's scattering factor is positive, as it stands for absorption: f" = σ E / (2 h c r). Fii of xraylib 4.3.0, the
# imaginary part, is negative, with the right amount. gemmi 0.7.5 and periodictable 2.1.0 give positive numbers.
# In polar crystals the sign decides which of (h k l) and (-h -k -l) is stronger. (1 1 1) of GaAs is, by 1.3 %, and xraylib's
# own structure factors say so. With f0 + Fi + i Fii, from the same library, it is the weaker one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet xraylib==4.3.0 gemmi==0.7.5 periodictable==2.1.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import cmath, math, gemmi, periodictable, xraylib

ENERGY = 8.0478
found, expected = {}, {}
for symbol in ("Ca", "Fe", "Cu", "Ga", "As"):
    number = xraylib.SymbolToAtomicNumber(symbol)
    found[symbol] = xraylib.Fii(number, ENERGY)
    # Barns an atom, keV; h c in keV cm, the classical radius of the electron in cm.
    expected[symbol] = xraylib.CSb_Photo(number, ENERGY) * 1e-24 * ENERGY / (2 * 12.39841984e-8 * 2.8179403e-13)
    others = gemmi.cromer_liberman(number, ENERGY * 1000)[1], float(getattr(periodictable, symbol).xray.scattering_factors(energy=ENERGY)[1])
    print(f"{symbol}: Fii {found[symbol]:.3f}; by xraylib's cross section {expected[symbol]:.3f}, "
          f"gemmi {others[0]:.3f}, periodictable {others[1]:.3f}")
    assert all(abs(value / expected[symbol] - 1) < 0.06 for value in others), "the references differ"

crystal = xraylib.Crystal_GetCrystal("GaAs")
s = 1 / (2 * xraylib.Crystal_dSpacing(crystal, 1, 1, 1))


def strength(index):
    total = 0
    for atom in crystal["atom"]:
        number = atom["Zatom"]
        factor = xraylib.FF_Rayl(number, s) + xraylib.Fi(number, ENERGY) + 1j * xraylib.Fii(number, ENERGY)
        total += atom["fraction"] * factor * cmath.exp(2j * math.pi * index * (atom["x"] + atom["y"] + atom["z"]))
    return abs(total) ** 2


own = [abs(xraylib.Crystal_F_H_StructureFactor(crystal, ENERGY, i, i, i, 1.0, 1.0)) ** 2 for i in (1, -1)]
ratios = own[0] / own[1], strength(1) / strength(-1)
print(f"(1 1 1) to (-1 -1 -1) of GaAs: xraylib's structure factors {ratios[0]:.4f}, with Fii {ratios[1]:.4f}")
assert all(abs(found[symbol] / -expected[symbol] - 1) < 0.02 for symbol in found), "the behaviour has changed"
assert ratios[0] > 1.01 and abs(ratios[0] * ratios[1] - 1) < 1e-3, "the behaviour has changed"
PYTHON
