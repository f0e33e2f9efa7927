import CCairo

/// A page to draw on, in points from its top left corner.
///
/// Cairo keeps the first error of a context and then ignores what is drawn. So drawing itself does not throw;
/// `draw(on:scale:_:)` throws that first error when the drawing is done.
public struct Canvas: ~Copyable {
    let context: OpaquePointer

    /// Takes over a context.
    private init(context: OpaquePointer) {
        self.context = context
    }

    deinit {
        cairo_destroy(context)
    }

    /// Draws on a surface, then finishes it.
    ///
    /// - Parameters:
    ///   - surface: The surface. It stays the caller's to destroy.
    ///   - scale: The surface's units a point.
    ///   - body: What draws.
    /// - Returns: What `body` returns.
    /// - Throws: ``ReportError/drawing(_:)`` when the library refused anything.
    static func draw<Result>(
        on surface: OpaquePointer, scale: Double, _ body: (borrowing Canvas) -> Result
    ) throws -> Result {
        let canvas = Canvas(context: cairo_create(surface))
        cairo_scale(canvas.context, scale, scale)
        canvas.setUpText()
        let result = body(canvas)
        cairo_surface_flush(surface)
        try check(cairo_status(canvas.context))
        try check(cairo_surface_status(surface))
        return result
    }

    /// Measures texts: draws nothing, and returns what `body` returns.
    public static func measure<Result>(_ body: (borrowing Canvas) -> Result) throws -> Result {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1) else {
            throw ReportError.drawing("no surface to measure texts on")
        }
        defer { cairo_surface_destroy(surface) }
        return try draw(on: surface, scale: 1, body)
    }

    /// Throws what a status stands for, unless that is success.
    static func check(_ status: cairo_status_t) throws {
        guard status == CAIRO_STATUS_SUCCESS else {
            throw ReportError.drawing(String(cString: cairo_status_to_string(status)))
        }
    }
}

extension Canvas {
    /// Fills a rectangle.
    public func fill(_ rectangle: Rectangle, _ color: Color, opacity: Double = 1) {
        setColor(color, opacity: opacity)
        add(rectangle)
        cairo_fill(context)
    }

    /// Fills the inside of a polygon.
    public func fill(_ corners: [Point], _ color: Color) {
        setColor(color)
        addPath(corners)
        cairo_fill(context)
    }

    /// Draws a rectangle's outline.
    public func stroke(_ rectangle: Rectangle, _ pen: Pen) {
        add(rectangle)
        stroke(pen)
    }

    /// Draws a line from point to point.
    public func stroke(_ points: [Point], _ pen: Pen) {
        addPath(points)
        stroke(pen)
    }

    /// Draws many separate lines at once.
    public func stroke(segments: [(Point, Point)], _ pen: Pen) {
        for (start, end) in segments {
            cairo_move_to(context, start.x, start.y)
            cairo_line_to(context, end.x, end.y)
        }
        stroke(pen)
    }

    /// Draws a disc with a white rim.
    public func disc(at center: Point, radius: Double, _ color: Color) {
        cairo_new_path(context)
        cairo_arc(context, center.x, center.y, radius, 0, 2 * .pi)
        setColor(color)
        cairo_fill_preserve(context)
        stroke(Pen(.white, width: 0.5))
    }

    /// Draws many small squares at once.
    public func dots(at centers: [Point], size: Double, _ color: Color) {
        for center in centers {
            cairo_rectangle(context, center.x - size / 2, center.y - size / 2, size, size)
        }
        setColor(color)
        cairo_fill(context)
    }

    /// Draws a diagonal cross.
    public func cross(at center: Point, radius: Double, _ color: Color) {
        let (x, y) = (center.x, center.y)
        stroke(
            segments: [
                (Point(x: x - radius, y: y - radius), Point(x: x + radius, y: y + radius)),
                (Point(x: x - radius, y: y + radius), Point(x: x + radius, y: y - radius)),
            ], Pen(color, width: 1.1))
    }

    /// Draws with nothing shown outside a rectangle.
    public func clipped(to rectangle: Rectangle, _ body: () -> Void) {
        cairo_save(context)
        add(rectangle)
        cairo_clip(context)
        body()
        cairo_restore(context)
    }

    func setColor(_ color: Color, opacity: Double = 1) {
        cairo_set_source_rgba(context, color.red, color.green, color.blue, opacity)
    }

    private func add(_ rectangle: Rectangle) {
        cairo_rectangle(context, rectangle.x, rectangle.y, rectangle.width, rectangle.height)
    }

    private func addPath(_ points: [Point]) {
        for point in points {
            cairo_line_to(context, point.x, point.y)
        }
    }

    private func stroke(_ pen: Pen) {
        setColor(pen.color, opacity: pen.opacity)
        cairo_set_line_width(context, pen.width)
        cairo_set_dash(context, pen.dashes, Int32(pen.dashes.count), 0)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_stroke(context)
    }
}
