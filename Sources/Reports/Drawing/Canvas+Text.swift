import CCairo

extension Canvas {
    /// Chooses the font; the same metrics at every scale keep PNG and PDF alike.
    func setUpText() {
        let options = cairo_font_options_create()
        defer { cairo_font_options_destroy(options) }
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_set_font_options(context, options)
    }

    /// The width of a text, in points.
    public func width(of text: String, _ style: TextStyle) -> Double {
        select(style)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, text, &extents)
        return extents.x_advance
    }

    /// Writes one line of text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - place: Where its anchor stands.
    ///   - style: Size, colour and weight.
    ///   - horizontal: Which point along the line stands at `place`.
    ///   - vertical: Which point across the line stands at `place`.
    ///   - quarterTurns: How often the line is turned left by 90°, about `place`.
    public func write(
        _ text: String, at place: Point, _ style: TextStyle, _ horizontal: HorizontalAnchor = .left,
        _ vertical: VerticalAnchor = .baseline, quarterTurns: Int = 0
    ) {
        let width = width(of: text, style)
        let left =
            switch horizontal {
            case .left: 0.0
            case .center: -width / 2
            case .right: -width
            }
        let baseline =
            switch vertical {
            case .baseline: 0.0
            case .middle: style.capitalHeight / 2
            case .top: style.capitalHeight
            }
        cairo_save(context)
        cairo_translate(context, place.x, place.y)
        cairo_rotate(context, -Double(quarterTurns) * .pi / 2)
        cairo_move_to(context, left, baseline)
        setColor(style.color)
        cairo_show_text(context, text)
        cairo_restore(context)
        cairo_new_path(context)
    }

    /// Breaks a text at its spaces into lines that are no wider than given; a word that is wider stands alone.
    public func lines(of text: String, width: Double, _ style: TextStyle) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, self.width(of: last + " " + word, style) <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// A text that is no wider than given: its end is left out where it does not fit.
    public func shortened(_ text: String, width: Double, _ style: TextStyle) -> String {
        guard self.width(of: text, style) > width else { return text }
        var beginning = text[...]
        while !beginning.isEmpty, self.width(of: beginning + "…", style) > width { beginning.removeLast() }
        return beginning + "…"
    }

    private func select(_ style: TextStyle) {
        let weight = style.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL
        cairo_select_font_face(context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, weight)
        cairo_set_font_size(context, style.size)
    }
}
