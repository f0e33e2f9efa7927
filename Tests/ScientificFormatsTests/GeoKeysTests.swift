import Testing

@testable import ScientificFormats

@Suite struct GeoKeysTests {
    private static let laea = """
        PROJCS["ETRS_1989_LAEA",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],\
        PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Azimuthal_Equal_Area"],\
        PARAMETER["False_Easting",4321000.0],PARAMETER["False_Northing",3210000.0],PARAMETER["Central_Meridian",10.0],\
        PARAMETER["Latitude_Of_Origin",52.0],UNIT["Meter",1.0]]
        """

    private func keys(_ entries: [String: String]) -> GeoKeys {
        GeoKeys(MapPlace(entries).coordinateSystem)
    }

    /// With a kind of projected instead of the user's own, rasterio 1.4.4 finds a local system of that name.
    @Test func `a system that is described has the keys with which GDAL reads the description`() {
        let found = keys([
            "map info": "{ETRS_1989_LAEA, 1, 1, 4321000, 3210000, 30, 30, D_ETRS_1989, units=Meters}",
            "coordinate system string": "{\(Self.laea)}",
        ])
        let text = "ESRI PE String = \(Self.laea)|"
        #expect(found.text == text)
        #expect(
            found.directory == [
                1, 1, 0, 4, 1024, 0, 1, 32767, 1025, 0, 1, 1, 3072, 0, 1, 32767, 3073, 34737, text.utf8.count, 0,
            ])
    }

    @Test func `a zone of UTM and latitude and longitude have the numbers of EPSG`() {
        #expect(
            keys(["map info": "{UTM, 1, 1, 500000, 4200000, 15, 15, 33, North, WGS-84, units=Meters}"]).directory
                == [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32633])
        #expect(
            keys(["map info": "{Geographic Lat/Lon, 1, 1, 11, 48, 0.1, 0.1, WGS-84, units=Degrees}"]).directory
                == [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326])
    }
}
