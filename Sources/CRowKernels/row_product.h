// The forward pass of a layer and the gradient of its input, for vectors of WIDTH samples and tiles of ROWS outputs.
//
// A tile's sums stay in ROWS · 32 / WIDTH registers. What remains of them holds x and broadcasts of W.

#if WIDTH == 16
typedef float16 vector;
#else
typedef float8 vector;
#endif
#define VECTORS (SAMPLES / WIDTH)
// Rows of y need not start on a boundary.
typedef vector unaligned_vector __attribute__((aligned(4)));

/// Adds the samples of each output to its eight sums, eight by eight.
KERNEL void add_eights(const int rows, vector values[ROWS][VECTORS], float *memory) {
    float8 *eights = (float8 *)memory;
    UNROLLED (int row = 0; row < rows; row++) {
        float8 sum = eights[row];
        UNROLLED (int k = 0; k < VECTORS; k++) {
#if WIDTH == 16
            sum += values[row][k].lo;
            sum += values[row][k].hi;
#else
            sum += values[row][k];
#endif
        }
        eights[row] = sum;
    }
}

/// Some outputs, of which a rectifier's gradient may be made.
KERNEL void product_tile(
    const int rows, const bool transposed, const bool rectifies, const struct row_product *p, ptrdiff_t output
) {
    // The rows of W, or of its transpose, which lie side by side.
    ptrdiff_t row_stride = transposed ? 1 : p->weight_stride;
    ptrdiff_t term_stride = transposed ? p->weight_stride : 1;
    const float *weights = p->weights + output * row_stride;
    const float *x = p->x;
    vector sums[ROWS][VECTORS];
    UNROLLED (int row = 0; row < rows; row++)
        UNROLLED (int k = 0; k < VECTORS; k++) sums[row][k] = (vector)(p->biases ? p->biases[output + row] : 0);
    const float *rectified = rectifies ? p->rectified + output * p->y_row_stride : NULL;
    // They come from a far cache, and are there when the sums are.
    UNROLLED (int row = 0; row < rows; row++)
        UNROLLED (int sample = 0; sample < SAMPLES; sample += 16)
            if (rectifies) __builtin_prefetch(rectified + row * p->y_row_stride + sample);
    for (ptrdiff_t term = 0; term < p->terms; term++) {
#if ROWS > VECTORS
        vector values[VECTORS];
        UNROLLED (int k = 0; k < VECTORS; k++) values[k] = ((const vector *)x)[k];
        UNROLLED (int row = 0; row < rows; row++) {
            vector weight = (vector)weights[row * row_stride];
            UNROLLED (int k = 0; k < VECTORS; k++)
                sums[row][k] = __builtin_elementwise_fma(weight, values[k], sums[row][k]);
        }
#else
        vector factors[ROWS];
        UNROLLED (int row = 0; row < rows; row++) factors[row] = (vector)weights[row * row_stride];
        UNROLLED (int k = 0; k < VECTORS; k++) {
            vector value = ((const vector *)x)[k];
            UNROLLED (int row = 0; row < rows; row++)
                sums[row][k] = __builtin_elementwise_fma(factors[row], value, sums[row][k]);
        }
#endif
        weights += term_stride;
        x += p->x_row_stride;
    }
    vector least = (vector)p->floor;
    UNROLLED (int row = 0; row < rows; row++) {
        unaligned_vector *y = (unaligned_vector *)(p->y + (output + row) * p->y_row_stride);
        UNROLLED (int k = 0; k < VECTORS; k++) {
            vector value = sums[row][k];
            if (rectifies) {
                value = ((const vector *)(rectified + row * p->y_row_stride))[k] <= 0 ? (vector)0 : value;
                sums[row][k] = value;
            } else {
                // A sum that is no number stays one.
                value = value < least ? least : value;
            }
            y[k] = value;
        }
    }
    if (rectifies) add_eights(rows, sums, p->sums + 8 * output);
}

/// All outputs, in as few tiles as there can be, of nearly the same size.
KERNEL void product_tiles(const bool transposed, const bool rectifies, const struct row_product *given) {
    const struct row_product p = *given;
    ptrdiff_t output = 0;
    for (ptrdiff_t tiles = (p.outputs + ROWS - 1) / ROWS; tiles > 0; tiles--) {
        ptrdiff_t rows = (p.outputs - output + tiles - 1) / tiles;
        switch (rows) {
#define TILE(n) case n: product_tile(n, transposed, rectifies, &p, output); break;
        TILE(1) TILE(2) TILE(3)
#if ROWS > 3
        TILE(4) TILE(5) TILE(6) TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12)
#endif
#undef TILE
        }
        output += rows;
    }
}

static void product(const struct row_product *given) { product_tiles(false, false, given); }

static void transposed_product(const struct row_product *given) { product_tiles(true, false, given); }

static void rectified_product(const struct row_product *given) { product_tiles(false, true, given); }
