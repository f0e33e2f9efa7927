internal import Mustache

extension JudgementDocument {
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
