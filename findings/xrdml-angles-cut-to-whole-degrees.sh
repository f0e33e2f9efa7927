#!/usr/bin/env bash
# xrdtools 0.1.1 cuts the first and the last angle of an XRDML scan to whole degrees, and spreads the points between these. A scan from
# 5.0131 to 19.9871 degrees becomes one from 5 to 19, so that every angle is wrong, the last by almost one degree. The file is valid
# by the schema 1.5, which xrdtools checks, and xrayutilities 1.8.0 gives the angles as they are written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet xrdtools==0.1.1 xrayutilities==1.8.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import xrayutilities, xrdtools
open("scan.xrdml", "w").write("""<?xml version="1.0" encoding="UTF-8"?>
<xrdMeasurements xmlns="http://www.xrdml.com/XRDMeasurement/1.5" status="Completed">
  <xrdMeasurement measurementType="Scan" status="Completed">
    <usedWavelength intended="K-Alpha 1">
      <kAlpha1 unit="Angstrom">1.5405980</kAlpha1>
      <kAlpha2 unit="Angstrom">1.5444260</kAlpha2>
      <kBeta unit="Angstrom">1.3922500</kBeta>
      <ratioKAlpha2KAlpha1>0.5</ratioKAlpha2KAlpha1>
    </usedWavelength>
    <scan appendNumber="0" mode="Continuous" scanAxis="Gonio" status="Completed">
      <header>
        <startTimeStamp>2020-01-01T00:00:00</startTimeStamp>
        <source><applicationSoftware version="1">none</applicationSoftware></source>
      </header>
      <dataPoints>
        <positions axis="2Theta" unit="deg">
          <startPosition>5.0131</startPosition>
          <endPosition>19.9871</endPosition>
        </positions>
        <positions axis="Omega" unit="deg">
          <startPosition>2.50655</startPosition>
          <endPosition>9.99355</endPosition>
        </positions>
        <commonCountingTime unit="seconds">1</commonCountingTime>
        <intensities unit="counts">100 101 102 103</intensities>
      </dataPoints>
    </scan>
  </xrdMeasurement>
</xrdMeasurements>
""")
version = xrdtools.io.validate_xrdml_schema("scan.xrdml")
found = [round(float(x), 4) for x in xrdtools.read_xrdml("scan.xrdml")["2Theta"]]
other = [round(float(x), 4) for x in xrayutilities.io.XRDMLFile("scan.xrdml").scan["2Theta"]]
print(f"valid by the schema {version}\nwritten: 5.0131 to 19.9871\nxrdtools: {found}\nxrayutilities: {other}")
assert version == 1.5 and (other[0], other[-1]) == (5.0131, 19.9871), "the behaviour has changed"
assert (found[0], found[-1]) == (5.0, 19.0), "the behaviour has changed"
PYTHON
