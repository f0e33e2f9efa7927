"""Makes the fixtures of the tests of powder patterns, in the folder of this script.

Needs Python 3.9 or later, and nothing else. Each file is the least that its format needs, written by hand after what is
publicly known of the format. The intensities follow simple formulas that the tests know.
"""

import pathlib
import struct
import zipfile

folder = pathlib.Path(__file__).parent


def xrdml(version, measurements):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<xrdMeasurements xmlns="http://www.xrdml.com/XRDMeasurement/{version}" status="Completed">
\t<comment><entry>Made by hand; 5 &lt; 6</entry></comment>
{measurements}</xrdMeasurements>
"""


def measurement(scans, intended="K-Alpha", ratio="0.5000"):
    return f"""\t<xrdMeasurement measurementType="Scan" status="Completed">
\t\t<usedWavelength intended="{intended}">
\t\t\t<kAlpha1 unit="Angstrom">1.5405980</kAlpha1>
\t\t\t<kAlpha2 unit="Angstrom">1.5444260</kAlpha2>
\t\t\t<kBeta unit="Angstrom">1.3922500</kBeta>
\t\t\t<ratioKAlpha2KAlpha1>{ratio}</ratioKAlpha2KAlpha1>
\t\t</usedWavelength>
\t\t<incidentBeamPath><xRayTube><anodeMaterial>Cu</anodeMaterial></xRayTube></incidentBeamPath>
{scans}\t</xrdMeasurement>
"""


def scan(points, status="Completed"):
    return f"""\t\t<scan appendNumber="0" mode="Continuous" scanAxis="Gonio" status="{status}">
\t\t\t<dataPoints>
{points}\t\t\t</dataPoints>
\t\t</scan>
"""


def spread(axis, first, last):
    return (
        f'\t\t\t\t<positions axis="{axis}" unit="deg"><startPosition>{first}</startPosition>'
        f"<endPosition>{last}</endPosition></positions>\n"
    )


def listed(axis, positions):
    words = " ".join(f"{position:.4f}" for position in positions)
    return f'\t\t\t\t<positions axis="{axis}" unit="deg"><listPositions>{words}</listPositions></positions>\n'


def numbers(name, values, attributes=""):
    return f"\t\t\t\t<{name}{attributes}>{' '.join(str(value) for value in values)}</{name}>\n"


def xrdml_files():
    """Counts under an attenuator of factor 100 at two points, and a list of angles behind a stopped scan."""
    counts = [10, 20, 30, 40, 50, 60]
    factors = ["1.00", "1.00", "100.00", "100.00", "1.00", "1.00"]
    points = spread("Omega", 5, 5.25) + spread("2Theta", 10, 10.5)
    points += numbers("beamAttenuationFactors", factors) + numbers("commonCountingTime", [40], ' unit="seconds"')
    points += numbers("counts", counts, ' unit="counts"')
    (folder / "attenuated.xrdml").write_text(xrdml("2.1", measurement(scan(points))))

    stopped = spread("2Theta", 10, 10.2) + numbers("intensities", [7, 8], ' unit="counts"')
    angles = [20, 20.01, 20.03, 20.07]
    complete = listed("2Theta", angles) + numbers("intensities", [1, 4, 9, 16], ' unit="counts"')
    text = measurement(scan(stopped, "Aborted"), "K-Alpha 1", "0.0000") + measurement(scan(complete), "K-Alpha 1", "0.0000")
    (folder / "several.xrdml").write_text(xrdml("1.5", text))


def raw_data(planned, rows):
    """A scan of BRML: the number of points that was planned, and rows of seconds, absorber, 2θ, θ and counts."""
    data = "".join(f"      <Datum>{','.join(str(value) for value in row)}</Datum>\n" for row in rows)
    return f"""<?xml version="1.0"?>
<RawData xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <DataRoutes>
    <DataRoute RouteFlag="Final" />
    <DataRoute RouteFlag="Measured">
      <ScanInformation VisibleName="Coupled TwoTheta/Theta">
        <MeasurementPoints>{planned}</MeasurementPoints>
      </ScanInformation>
{data}      <DataViews>
        <RawDataView xsi:type="FixedRawDataView" Start="0" Length="1" LogicName="MeasuredTime" Unit="s" />
        <RawDataView xsi:type="FixedRawDataView" Start="1" Length="1" LogicName="AbsorptionFactor" Unit="" />
        <RawDataView xsi:type="VaryingRawDataView" Start="2" Length="2">
          <Varying LogicName="ScanAxes">
            <FieldDefinitions FieldName="Theta" AxisId="Theta" />
            <FieldDefinitions FieldName="TwoTheta" AxisId="TwoTheta" />
          </Varying>
        </RawDataView>
        <RawDataView xsi:type="RecordedRawDataView" Start="4" Length="1">
          <Recording LogicName="ScanCounter1"><Unit Prefix="None" Base="Counts" /></Recording>
        </RawDataView>
      </DataViews>
    </DataRoute>
  </DataRoutes>
  <FixedInformation>
    <Instrument>
      <PrimaryTracks>
        <TrackInfoData>
          <MountedOptics>
            <InfoData>
              <Tube LogicName="Tube">
                <WaveLengthAlpha1 Unit="Å" Value="1.5406" />
                <WaveLengthAlpha2 Unit="Å" Value="1.54439" />
                <WaveLengthRatio Unit="" Value="0.5" />
                <TubeMaterial>Cu</TubeMaterial>
              </Tube>
            </InfoData>
          </MountedOptics>
        </TrackInfoData>
      </PrimaryTracks>
    </Instrument>
  </FixedInformation>
</RawData>
"""


def archive(name, entries):
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as file:
        for entry, text in entries:
            file.writestr(zipfile.ZipInfo(entry, (2000, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def brml_files():
    """Four points of 2 degrees each, alone, and behind a scan that was stopped."""
    rows = [(1, 1, 5 + k, 10 + 2 * k, 100 + k) for k in range(4)]
    name = "Experiment0/RawData0.xml"
    container = f"<DataContainer><RawDataReferenceList><string>{name}</string></RawDataReferenceList></DataContainer>"
    archive("plain.brml", [("Experiment0/DataContainer.xml", container), (name, raw_data(4, rows))])
    absorbed = [(1 + k, 8.3 if k == 2 else 1, 5 + k, 10 + 2 * k, 830.5 if k == 2 else k) for k in range(4)]
    archive(
        "several.brml",
        # Not in their order, and the tenth behind the second.
        [
            ("Experiment0/RawData10.xml", raw_data(4, rows)),
            ("Experiment0/RawData2.xml", raw_data(4, absorbed)),
            ("Experiment0/RawData1.xml", raw_data(9, rows)),
        ],
    )


def conditions(axis, unit):
    """What a RASX archive says of a scan."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><MeasurementConditions><HWConfigurations><XrayGenerator><TargetName>Cu</TargetName>'
        "<WavelengthKalpha1>1.540593</WavelengthKalpha1><WavelengthKalpha2>1.544414</WavelengthKalpha2></XrayGenerator>"
        f"</HWConfigurations><ScanInformation><AxisName>{axis}</AxisName><IntensityUnit>{unit}</IntensityUnit></ScanInformation>"
        "</MeasurementConditions>"
    )


def rasx_files():
    """Four points, of which one was measured behind an attenuator; and a scan of another axis."""
    rows = [(10 + 0.5 * k, 100 + k, 10 if k == 2 else 1) for k in range(4)]
    text = "\ufeff" + "".join(f"{angle:.4f}\t{counts}\t{factor}\r\n" for angle, counts, factor in rows)
    for name, axis in [("plain.rasx", "TwoThetaTheta"), ("rocking.rasx", "Omega")]:
        archive(
            name,
            [
                ("Data1/Profile1.txt", text),
                ("Data0/Profile0.txt", text),
                ("Data0/MesurementConditions0.xml", conditions(axis, "counts")),
            ],
        )


def segment(kind, contents):
    return struct.pack("<II", kind, 8 + len(contents)) + contents


def text(value, width):
    return value.encode().ljust(width, b"\0")


def drive(name, position):
    return segment(50, struct.pack("<I", 0) + text(name, 24) + bytes(20) + struct.pack("<d", position) + bytes(28))


def raw_range(scan_type, start, step, points, drives, kind=0):
    size = len(points[0])
    drives = b"".join(drives)
    header = struct.pack("<I", kind) + bytes(28) + text(scan_type, 40) + struct.pack("<ddI", start, step, len(points))
    header = header.ljust(136, b"\0") + struct.pack("<II", size, len(drives))
    return header.ljust(160, b"\0") + drives + b"".join(points)


def source(alpha1, alpha2, ratio):
    lines = struct.pack("<ddddd", 1.5418, alpha1, alpha2, 1.39222, ratio)
    return segment(30, bytes(64) + lines + bytes(4) + text("Cu", 4) + text("A", 4) + bytes(12))


def raw_file(name, segments, ranges):
    """The size of the segments stands at byte 56, as in the files of DIFFRAC.EVA."""
    preamble = text("RAW4.00", 12) + text("01/02/2020", 12) + text("12:34:56", 12)
    preamble = preamble.ljust(56, b"\0") + struct.pack("<I", len(segments)) + b"\0"
    (folder / name).write_bytes(preamble + segments + b"".join(ranges))


def raw_files():
    """Points of 4 bytes, and points of 8 bytes in the first of two ranges."""
    user = segment(10, bytes(4) + text("USER", 24) + b"somebody\0")
    coupled = [drive("2Theta", 10.0), drive("Theta", 5.0)]
    plain = [struct.pack("<f", 100 + k) for k in range(5)]
    raw_file("plain.raw", user + source(1.5406, 1.54439, 0.5), [raw_range("Locked Coupled", 10.0, 0.25, plain, coupled)])
    wide = [struct.pack("<fi", k - 1.5, 1) for k in range(3)]
    ranges = [
        raw_range("Detector Scan", 10.0, 0.5, wide, [segment(40, bytes(16)), drive("2Theta", 10.0)]),
        raw_range("Locked Coupled", 20.0, 0.5, plain, [drive("2Theta", 20.0)], kind=160),
    ]
    raw_file("two.raw", user + source(1.5406, 0.0, 0.0), ranges)


xrdml_files()
brml_files()
rasx_files()
raw_files()
