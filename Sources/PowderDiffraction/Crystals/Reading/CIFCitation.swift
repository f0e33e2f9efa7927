internal import ScientificFormats

/// Where a structure was published, as a block of a CIF file says.
struct CIFCitation {
    let block: CIFBlock

    /// Authors, year, journal, volume and pages, as far as they are given.
    func text() -> String? {
        let authors = (block.values("_publ_author_name") + block.values("_citation_author_name")).compactMap(\.text)
        let year = first("_journal_year", "_citation_year")
        let journal = first("_journal_name_full", "_citation_journal_full", "_citation_journal_abbrev")
        let volume = first("_journal_volume", "_citation_journal_volume")
        let pages = [
            first("_journal_page_first", "_citation_page_first"), first("_journal_page_last", "_citation_page_last"),
        ].compactMap(\.self).joined(separator: "–")
        let source = [journal, volume].compactMap(\.self).joined(separator: " ")
        let place = [source, pages].filter { !$0.isEmpty }.joined(separator: ", ")
        let who = authors.joined(separator: "; ")
        let whoAndWhen = year.map { who.isEmpty ? $0 : "\(who) (\($0))" } ?? who
        let text = [whoAndWhen, place].filter { !$0.isEmpty }.joined(separator: ": ")
        return text.isEmpty ? nil : text
    }

    private func first(_ tags: String...) -> String? {
        tags.lazy.compactMap { tag in block.values(tag).first?.text }.first
    }
}
