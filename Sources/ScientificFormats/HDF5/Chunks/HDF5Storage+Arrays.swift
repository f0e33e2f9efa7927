extension HDF5Storage {
    /// Hands out every entry of a fixed array: its index, its width, and a cursor at it.
    func forEachEntry(
        ofFixedArrayAt address: Int, count: Int, _ body: (Int, Int, inout HDF5Cursor) throws -> Void
    ) throws {
        var head = try block("FAHD", at: address, count: 12 + lengthSize + addressSize)
        _ = try head.version(0, of: "a fixed array")
        try head.skip(1)
        let (width, bits) = (try head.byte(), try head.byte())
        let entries = try head.length()
        guard let start = try head.address() else { return }
        guard width > 0, bits < 32, entries >= count, let size = checkedProduct([entries, width]), size <= self.size
        else { throw head.damage("an array of \(entries) entries of \(width) bytes") }
        let prefix = 6 + addressSize
        let page = 1 << bits
        guard entries > page else {
            var data = try block("FADB", at: start, count: prefix + size + 4)
            try data.skip(prefix - 4)
            for index in 0..<count { try entry(&data, index, width, body) }
            return
        }
        // Pages that were never written are marked as such.
        let pages = (entries + page - 1) / page
        var data = try block("FADB", at: start, count: prefix + (pages + 7) / 8 + 4)
        try data.skip(prefix - 4)
        let marks = Array(try data.take((pages + 7) / 8))
        var place = start + prefix + marks.count + 4
        for number in 0..<pages {
            let held = min(page, entries - number * page)
            if marks[number / 8] >> (7 - UInt8(number % 8)) & 1 == 1 {
                try forEachEntry(ofPageAt: place, held, width, first: number * page, count: count, body)
            }
            place += held * width + 4
        }
    }

    /// Hands out every entry of an extensible array that was written.
    func forEachEntry(
        ofExtensibleArrayAt address: Int, count: Int, _ body: (Int, Int, inout HDF5Cursor) throws -> Void
    ) throws {
        var head = try block("EAHD", at: address, count: 16 + 6 * lengthSize + addressSize)
        _ = try head.version(0, of: "an extensible array")
        try head.skip(1)
        let width = try head.byte()
        let bits = try head.byte()
        let (direct, smallest, pointers) = (try head.byte(), try head.byte(), try head.byte())
        let pageBits = try head.byte()
        try head.skip(4 * lengthSize)
        let used = min(try head.length(), count)
        try head.skip(lengthSize)
        guard let index = try head.address() else { return }
        guard width > 0, bits <= 63, pageBits < 32, smallest.nonzeroBitCount == 1, pointers.nonzeroBitCount == 1,
            bits >= smallest.trailingZeroBitCount
        else { throw head.damage("an extensible array of impossible sizes") }

        // Level by level, there are more data blocks, and larger ones.
        let levels = 1 + bits - smallest.trailingZeroBitCount
        let levelsInIndex = 2 * pointers.trailingZeroBitCount
        func blocks(_ level: Int) -> Int { 1 << (level / 2) }
        func held(_ level: Int) -> Int { smallest << min((level + 1) / 2, 40) }

        let inIndex = max(2 * (pointers - 1), 0)
        let secondary = max(levels - levelsInIndex, 0)
        var data = try block(
            "EAIB", at: index,
            count: 10 + addressSize + direct * width + (inIndex + secondary) * addressSize)
        try data.skip(2 + addressSize)
        for place in 0..<direct where place < used { try entry(&data, place, width, body) }
        try data.skip(max(direct - used, 0) * width)
        let offsetSize = (bits + 7) / 8
        var first = direct
        func readBlock(_ block: Int?, _ level: Int, marks: ArraySlice<UInt8>?, number: Int) throws {
            defer { first += held(level) }
            guard let block, first < used else { return }
            let prefix = 6 + addressSize + offsetSize
            let page = 1 << pageBits
            guard held(level) > page else {
                var data = try self.block("EADB", at: block, count: prefix + held(level) * width + 4)
                try data.skip(prefix - 4)
                for place in 0..<held(level) where first + place < used { try entry(&data, first + place, width, body) }
                return
            }
            let pages = held(level) / page
            for index in 0..<pages where first + index * page < used {
                let bit = number * pages + index
                if let marks, marks[marks.startIndex + bit / 8] >> (7 - UInt8(bit % 8)) & 1 == 0 { continue }
                try forEachEntry(
                    ofPageAt: block + prefix + 4 + index * (page * width + 4), page, width,
                    first: first + index * page, count: used, body)
            }
        }
        for level in 0..<min(levelsInIndex, levels) {
            for number in 0..<blocks(level) {
                try readBlock(try data.address(), level, marks: nil, number: number)
            }
        }
        for level in levelsInIndex..<max(levels, levelsInIndex) where first < used {
            guard let address = try data.address() else {
                first += blocks(level) * held(level)
                continue
            }
            let page = 1 << pageBits
            let pages = held(level) > page ? held(level) / page : 0
            let markSize = blocks(level) * ((pages + 7) / 8)
            var secondary = try block(
                "EASB", at: address,
                count: 10 + addressSize + offsetSize + markSize + blocks(level) * addressSize)
            try secondary.skip(2 + addressSize + offsetSize)
            let marks = try secondary.take(markSize)
            for number in 0..<blocks(level) {
                try readBlock(try secondary.address(), level, marks: pages > 0 ? marks : nil, number: number)
            }
        }
    }

    /// Hands out the entries of a page, which ends with a checksum.
    private func forEachEntry(
        ofPageAt address: Int, _ held: Int, _ width: Int, first: Int, count: Int,
        _ body: (Int, Int, inout HDF5Cursor) throws -> Void
    ) throws {
        var page = try cursor(at: address, count: held * width + 4)
        let stored = page.bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard stored == hdf5Checksum(page.bytes.dropLast(4)) else {
            throw damage(at: address, "the checksum of a page is wrong")
        }
        for place in 0..<held where first + place < count { try entry(&page, first + place, width, body) }
    }

    private func entry(
        _ data: inout HDF5Cursor, _ index: Int, _ width: Int, _ body: (Int, Int, inout HDF5Cursor) throws -> Void
    ) throws {
        var cursor = cursor(Array(try data.take(width)), at: 0)
        try body(index, width, &cursor)
    }
}
