import CCairo

extension Canvas {
    /// Draws an image so that it fills a rectangle; pixels that are shown enlarged keep sharp edges.
    public func draw(_ raster: Raster, in rectangle: Rectangle) {
        // An image that is too large gives a surface in error, which the context takes over as its own error.
        let surface = cairo_image_surface_create(
            CAIRO_FORMAT_RGB24, Int32(clamping: raster.columns), Int32(clamping: raster.rows))
        defer { cairo_surface_destroy(surface) }
        if let bytes = cairo_image_surface_get_data(surface) {
            let stride = Int(cairo_image_surface_get_stride(surface))
            for row in 0..<raster.rows {
                let target = UnsafeMutableRawBufferPointer(start: bytes + row * stride, count: 4 * raster.columns)
                raster.pixels[row * raster.columns..<(row + 1) * raster.columns]
                    .withUnsafeBytes { target.copyMemory(from: $0) }
            }
            cairo_surface_mark_dirty(surface)
        }
        attachColorTable(of: raster, to: surface)
        cairo_save(context)
        cairo_translate(context, rectangle.x, rectangle.y)
        cairo_scale(
            context, rectangle.width / Double(raster.columns), rectangle.height / Double(raster.rows))
        cairo_set_source_surface(context, surface, 0, 0)
        cairo_pattern_set_filter(cairo_get_source(context), filter(for: raster, in: rectangle))
        cairo_rectangle(context, 0, 0, Double(raster.columns), Double(raster.rows))
        cairo_fill(context)
        cairo_restore(context)
    }

    /// Hands an image of few colours to an SVG file in the form that is smallest; an image that cannot be written so goes as it is.
    private func attachColorTable(of raster: Raster, to surface: OpaquePointer?) {
        guard cairo_surface_get_type(cairo_get_target(context)) == CAIRO_SURFACE_TYPE_SVG,
            let file = try? PNG.encodeIndexed(raster)
        else { return }
        // Cairo keeps the bytes until the file is written.
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: file.count)
        bytes.initialize(from: file, count: file.count)
        let release: cairo_destroy_func_t = { $0?.deallocate() }
        if cairo_surface_set_mime_data(surface, "image/png", bytes, UInt(file.count), release, bytes)
            != CAIRO_STATUS_SUCCESS
        {
            bytes.deallocate()
        }
    }

    /// Nearest pixel where the page resolves the image's pixels, averages where it does not.
    private func filter(for raster: Raster, in rectangle: Rectangle) -> cairo_filter_t {
        var (width, height) = (rectangle.width, rectangle.height)
        cairo_user_to_device_distance(context, &width, &height)
        return width < Double(raster.columns) * 0.999 && isRaster ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST
    }

    private var isRaster: Bool {
        cairo_surface_get_type(cairo_get_target(context)) == CAIRO_SURFACE_TYPE_IMAGE
    }
}
