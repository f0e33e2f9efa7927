internal import Mustache

extension JudgementDocument {
    /// So large may the published page be, in bytes.
    private static let largestPage = 5_000_000

    /// The page that may be published, with as many of the figures in it as its size allows; the largest ones are linked.
    ///
    /// - Throws: Where a spec or a file of maps, curves or coverage cannot be read.
    func publishedPage(_ boards: [Leaderboard]) throws -> String {
        var page = ""
        for size in PageFigure.largestSizes {
            page = try html(PageContents(self, boards, largestFigure: size))
            if page.utf8.count < Self.largestPage { break }
        }
        return page
    }

    /// The judgement as one page of HTML, which needs nothing but itself.
    ///
    /// - Parameter contents: What it shows.
    /// - Returns: The page.
    /// - Throws: Where the template is damaged.
    func html(_ contents: PageContents) throws -> String {
        let template = try MustacheTemplate(string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
        return template.render(contents)
    }
}
