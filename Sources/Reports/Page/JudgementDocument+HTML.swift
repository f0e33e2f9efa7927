internal import Mustache

extension JudgementDocument {
    /// The judgement as one page of HTML, which needs nothing but itself.
    ///
    /// - Throws: Where a spec cannot be read any more.
    func html() throws -> String {
        let template = try MustacheTemplate(string: String(decoding: PackageResources.page_mustache, as: UTF8.self))
        return template.render(try PageContents(self))
    }
}
