// The forward pass of a convolution and the gradient of its input, for vectors of WIDTH samples and tiles of ROWS outputs.
//
// A tile's sums stay in ROWS · 32 / WIDTH registers. What remains of them holds x and broadcasts of W.

#if WIDTH == 16
typedef float16 vector;
#else
typedef float8 vector;
#endif
#define VECTORS (SAMPLES / WIDTH)

KERNEL void product_tile(const int rows, const struct row_product *p, ptrdiff_t output) {
    const float *weights = p->weights + output * p->weight_stride;
    const float *x = p->x;
    vector sums[ROWS][VECTORS];
    UNROLLED (int row = 0; row < rows; row++)
        UNROLLED (int k = 0; k < VECTORS; k++) sums[row][k] = (vector)p->biases[output + row];
    for (ptrdiff_t term = 0; term < p->terms; term++) {
#if ROWS > VECTORS
        vector values[VECTORS];
        UNROLLED (int k = 0; k < VECTORS; k++) values[k] = ((const vector *)x)[k];
        UNROLLED (int row = 0; row < rows; row++) {
            vector weight = (vector)weights[row * p->weight_stride + term];
            UNROLLED (int k = 0; k < VECTORS; k++)
                sums[row][k] = __builtin_elementwise_fma(weight, values[k], sums[row][k]);
        }
#else
        vector factors[ROWS];
        UNROLLED (int row = 0; row < rows; row++) factors[row] = (vector)weights[row * p->weight_stride + term];
        UNROLLED (int k = 0; k < VECTORS; k++) {
            vector value = ((const vector *)x)[k];
            UNROLLED (int row = 0; row < rows; row++)
                sums[row][k] = __builtin_elementwise_fma(factors[row], value, sums[row][k]);
        }
#endif
        x += p->x_row_stride;
    }
    vector least = (vector)p->floor;
    UNROLLED (int row = 0; row < rows; row++) {
        vector *y = (vector *)(p->y + (output + row) * p->y_row_stride);
        // A sum that is no number stays one.
        UNROLLED (int k = 0; k < VECTORS; k++) y[k] = sums[row][k] < least ? least : sums[row][k];
    }
}

/// All outputs, in as few tiles as there can be, of nearly the same size.
static void product(const struct row_product *given) {
    const struct row_product p = *given;
    ptrdiff_t output = 0;
    for (ptrdiff_t tiles = (p.outputs + ROWS - 1) / ROWS; tiles > 0; tiles--) {
        ptrdiff_t rows = (p.outputs - output + tiles - 1) / tiles;
        switch (rows) {
        case 1: product_tile(1, &p, output); break;
        case 2: product_tile(2, &p, output); break;
        case 3: product_tile(3, &p, output); break;
#if ROWS > 3
        case 4: product_tile(4, &p, output); break;
        case 5: product_tile(5, &p, output); break;
        case 6: product_tile(6, &p, output); break;
        case 7: product_tile(7, &p, output); break;
        case 8: product_tile(8, &p, output); break;
        case 9: product_tile(9, &p, output); break;
        case 10: product_tile(10, &p, output); break;
        case 11: product_tile(11, &p, output); break;
        case 12: product_tile(12, &p, output); break;
#endif
        }
        output += rows;
    }
}
