import DeclarativeFiles
import Foundation
import Testing

@Suite("Structured values")
struct StructuredValueTests {
    @Test("canonical JSON has sorted names, no whitespace and escaped controls")
    func canonical() {
        let value: StructuredValue = [
            "b": [1, 2.5, nil, true, "x\"\\\n\u{1}\u{7F}é/"],
            "a": ["z": [:], "y": []],
            // By UTF-16 code units the surrogates of 😀 (D83D) come before U+FB33.
            "\u{FB33}": 1, "😀": 2, "B": 3,
        ]
        #expect(
            value.canonicalJSON()
                == #"{"B":3,"a":{"y":[],"z":{}},"b":[1,2.5,null,true,"x\"\\\n\u0001\#u{7F}é/"],"😀":2,"\#u{FB33}":1}"#)
    }

    // RFC 8785, appendix B, and the borders between its notations.
    @Test(
        "numbers are written as ECMAScript does",
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"), (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"), (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"), (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"), (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"), (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"), (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func numbers(bits: UInt64, text: String) {
        #expect(StructuredValue.number(Double(bitPattern: bits)).canonicalJSON() == text)
    }

    @Test("numbers read back as they were")
    func roundTrip() {
        // Multiples of the golden ratio spread over all bit patterns, and so over all exponents.
        for index in 0..<10_000 as Range<UInt64> {
            let value = Double(bitPattern: index &* 0x9E37_79B9_7F4A_7C15)
            guard value.isFinite else { continue }
            #expect(Double(StructuredValue.number(value).canonicalJSON()) == value, "bits \(value.bitPattern)")
        }
    }

    @Test("equality is by value, whole numbers keep all digits, and non-finite numbers have names")
    func equality() {
        #expect(StructuredValue.integer(5) == .number(5))
        #expect(StructuredValue.integer(.max).canonicalJSON() == "9223372036854775807")
        #expect(StructuredValue.integer(5) != .string("5"))
        #expect(
            StructuredValue.array([.number(.nan), .number(-.infinity), .number(.infinity)]).canonicalJSON()
                == #"["NaN","-Infinity","Infinity"]"#)
    }

    @Test("Codable keeps every value")
    func codable() throws {
        let value: StructuredValue = ["a": [1, 0.1, 5.0, nil, false, "x", 1e300, -3], "b": ["c": [:]]]
        let data = try JSONEncoder().encode(value)
        #expect(try JSONDecoder().decode(StructuredValue.self, from: data) == value)
        #expect(try JSONEncoder().encode(StructuredValue.number(.nan)) == Data(#""NaN""#.utf8))
    }

    @Test("members are read and set by name")
    func members() {
        var value: StructuredValue = ["a": ["b": 1]]
        #expect(value["a"]?["b"] == 1)
        #expect(value["a"]?["b"]?["c"] == nil)
        value["d"] = "x"
        value["a"] = nil
        #expect(value == ["d": "x"])
    }
}
