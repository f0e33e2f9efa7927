/// Follows the links of a file, which a damaged one lets lead back to where they come from.
///
/// So many links are looked at in all, and no group is gone into twice, however many links lead to it.
struct HDF5Walk {
    /// The most links that are looked at: more than files have, and a matter of seconds.
    private static let largestCount = 1 << 20
    /// The most symbolic links that lead to each other.
    private static let longestChain = 16

    private var seen = 0
    private var visited: Set<Int> = []

    /// What a path below an object leads to, or nothing where it leads nowhere.
    ///
    /// - Throws: ``FormatError`` where the file is damaged, or the path leads into another file.
    mutating func object(_ path: String, from start: HDF5Object, depth: Int = 0) throws -> HDF5Object? {
        var found = start
        for name in path.split(separator: "/") where name != "." {
            guard let link = try links(of: found).first(where: { $0.name == name })?.link,
                let next = try follow(link, called: String(name), from: found, depth: depth)
            else { return nil }
            found = next
        }
        return found
    }

    /// Goes through what is below a group, in the order of the file; links that lead nowhere or elsewhere are passed over.
    ///
    /// - Parameters:
    ///   - group: The group.
    ///   - levels: How many levels down it goes.
    ///   - body: Gets an object, and says whether to go into it where it is a group.
    /// - Throws: Where a group cannot be read, and what `body` throws.
    mutating func below(_ group: HDF5Object, levels: Int, _ body: (HDF5Object) throws -> Bool) throws {
        guard visited.insert(group.address).inserted else { return }
        for (name, link) in try links(of: group) {
            guard let child = try? follow(link, called: name, from: group, depth: 0) else { continue }
            guard try body(child), child.isGroup, levels > 1 else { continue }
            try below(child, levels: levels - 1, body)
        }
    }

    private mutating func links(of object: HDF5Object) throws -> [(name: String, link: HDF5Link)] {
        let links = try object.links()
        seen += links.count + 1
        guard seen <= Self.largestCount else { throw object.fail("links that lead back to themselves") }
        return links
    }

    private mutating func follow(
        _ link: HDF5Link, called name: String, from object: HDF5Object, depth: Int
    ) throws -> HDF5Object? {
        let path = object.path == "/" ? "/\(name)" : "\(object.path)/\(name)"
        switch link {
        case .object(let address): return try object.object(at: address, path: path)
        case .path(let target):
            guard depth < Self.longestChain else { throw object.fail("links that lead back to themselves") }
            return try self.object(target, from: target.hasPrefix("/") ? object.root() : object, depth: depth + 1)
        case .elsewhere(let what): throw object.fail("\(what), which is not followed", path: path)
        }
    }
}
