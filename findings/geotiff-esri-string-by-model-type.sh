#!/usr/bin/env bash
# A GeoTIFF may describe its coordinate system by a text, "ESRI PE String = PROJCS[…]", as the citation of its projected system.
# GDAL (rasterio 1.4.4) reads the system from it where GTModelType is user-defined (32767). Where GTModelType says that the system
# is projected, which it is, GDAL takes the whole text for the name of a local system: no projection, no place on Earth.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet rasterio==1.4.4 tifffile==2026.3.3
venv/bin/python - <<'PYTHON'
import numpy, rasterio, tifffile
text = (
    'ESRI PE String = PROJCS["ETRS_1989_LAEA",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",'
    'SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Lambert_Azimuthal_Equal_Area"],PARAMETER["False_Easting",4321000.0],'
    'PARAMETER["False_Northing",3210000.0],PARAMETER["Central_Meridian",10.0],'
    'PARAMETER["Latitude_Of_Origin",52.0],UNIT["Meter",1.0]]|'
)
seen = {}
for name, model in {"projected": 1, "user-defined": 32767}.items():
    # Version, revision and number of keys; then GTModelType, GTRasterType, ProjectedCRS, its citation.
    keys = (1, 1, 0, 4, 1024, 0, 1, model, 1025, 0, 1, 1, 3072, 0, 1, 32767, 3073, 34737, len(text), 0)
    tifffile.imwrite("map.tif", numpy.zeros((3, 4), "f4"), extratags=[
        (33550, 12, 3, (30.0, 30.0, 0.0), True), (33922, 12, 6, (0, 0, 0, 4321000.0, 3210000.0, 0), True),
        (34735, 3, len(keys), keys, True), (34737, 2, len(text) + 1, text, True)])
    with rasterio.open("map.tif") as image:
        seen[name] = image.crs
    print(f"GTModelType {name}: {seen[name].to_wkt()[:60]}… EPSG {seen[name].to_epsg()}")
assert not seen["projected"].is_projected and seen["projected"].to_wkt().startswith("LOCAL_CS"), "the behaviour has changed"
assert seen["user-defined"].is_projected and seen["user-defined"].to_epsg() == 3035, "the behaviour has changed"
PYTHON
