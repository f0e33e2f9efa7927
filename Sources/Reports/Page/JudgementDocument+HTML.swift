internal import Mustache

extension JudgementDocument {
    /// The judgement as one page of HTML, which needs nothing but itself.
    ///
    /// - Parameter showsTruth: Whether true proportions are shown, where images are at hand.
    /// - Returns: The page.
    /// - Throws: Where a spec or a file of maps cannot be read.
    func html(showsTruth: Bool = false) throws -> String {
        let template = try MustacheTemplate(string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
        return template.render(try PageContents(self, showsTruth: showsTruth))
    }
}
