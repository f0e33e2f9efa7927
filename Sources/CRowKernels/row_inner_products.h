// The gradient of a dense layer's weights, whose terms are samples. It follows row_product.h and row_gathering.h.
//
// 32 rows of one matrix become columns, and are then what the samples are elsewhere: vectors run over them.

/// Makes columns of up to 32 rows: entry n of row k goes to panel[32 · n + k]. Where there are fewer, the last one stands for
/// those that are missing.
static void turn(ptrdiff_t count, const float *first, ptrdiff_t row_stride, ptrdiff_t samples, float *panel) {
    const float *rows[SAMPLES];
    for (ptrdiff_t k = 0; k < SAMPLES; k++) rows[k] = first + (k < count ? k : count - 1) * row_stride;
    for (ptrdiff_t sample = 0; sample < samples; sample += 8)
        UNROLLED (int k = 0; k < SAMPLES; k += 8) gather_block(rows + k, sample, panel + k, SAMPLES);
}

/// Where the block of 32 columns begins that follows others: so that it ends with the last column, if there are as many.
static ptrdiff_t beginning(ptrdiff_t start, ptrdiff_t columns) {
    ptrdiff_t last = columns - SAMPLES;
    return start <= last ? start : last < 0 ? 0 : last;
}

/// 32 terms or more are the columns, in blocks of which the last two may overlap.
static void products_of_many_terms(const struct row_inner_products *p) {
    struct row_product operands = {
        .outputs = p->outputs, .terms = p->samples, .weights = p->g, .weight_stride = p->g_row_stride, .x = p->panel,
        .x_row_stride = SAMPLES, .y_row_stride = p->terms, .floor = -__builtin_inff(),
    };
    for (ptrdiff_t start = 0; start < p->terms; start += SAMPLES) {
        ptrdiff_t term = beginning(start, p->terms);
        turn(SAMPLES, p->x + term * p->x_row_stride, p->x_row_stride, p->samples, p->panel);
        operands.y = p->products + term;
        product(&operands);
    }
}

/// Fewer than 32 terms or outputs are the rows, and the more of them the columns.
static void products_of_few_rows(const struct row_inner_products *p) {
    float block[SAMPLES * SAMPLES] __attribute__((aligned(64)));
    bool turned = p->terms < p->outputs;
    ptrdiff_t rows = turned ? p->terms : p->outputs, columns = turned ? p->outputs : p->terms;
    const float *factors = turned ? p->g : p->x;
    ptrdiff_t factor_stride = turned ? p->g_row_stride : p->x_row_stride;
    struct row_product operands = {
        .outputs = rows, .terms = p->samples, .weights = turned ? p->x : p->g,
        .weight_stride = turned ? p->x_row_stride : p->g_row_stride, .x = p->panel, .x_row_stride = SAMPLES,
        .y = block, .y_row_stride = SAMPLES, .floor = -__builtin_inff(),
    };
    for (ptrdiff_t start = 0; start < columns; start += SAMPLES) {
        ptrdiff_t first = beginning(start, columns);
        ptrdiff_t count = columns - first < SAMPLES ? columns - first : SAMPLES;
        turn(count, factors + first * factor_stride, factor_stride, p->samples, p->panel);
        product(&operands);
        for (ptrdiff_t row = 0; row < rows; row++)
            for (ptrdiff_t k = 0; k < count; k++) {
                ptrdiff_t place = turned ? (first + k) * p->terms + row : row * p->terms + first + k;
                p->products[place] = block[row * SAMPLES + k];
            }
    }
}

static void inner_products(const struct row_inner_products *given) {
    const struct row_inner_products p = *given;
    if (p.terms < SAMPLES) products_of_few_rows(&p);
    else products_of_many_terms(&p);
}
