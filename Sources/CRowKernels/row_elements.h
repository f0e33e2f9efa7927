// What is done sample by sample: rectifiers and max-pooling. It follows row_product.h.

// Rows whose sums are made at a time, so that one addition need not wait for another.
#define ROWS_AT_ONCE 4

/// One to four channels of a position.
KERNEL void rectify(const int rows, const struct row_rectifier *p, ptrdiff_t row, ptrdiff_t channel) {
    float *gradient = p->gradient + row * p->row_stride;
    float8 *memory = (float8 *)(p->sums + 8 * channel);
    float8 sums[ROWS_AT_ONCE];
    UNROLLED (int k = 0; k < rows; k++) sums[k] = memory[k];
    if (p->y) {
        const float *y = p->y + row * p->row_stride;
        for (ptrdiff_t group = 0; group < p->groups; group++) {
            UNROLLED (int sample = 0; sample < SAMPLES; sample += 8) {
                UNROLLED (int k = 0; k < rows; k++) {
                    float8 *place = (float8 *)(gradient + k * p->row_stride + sample);
                    float8 value = *(const float8 *)(y + k * p->row_stride + sample);
                    *place = value <= 0 ? (float8)0 : *place;
                    sums[k] += *place;
                }
            }
            gradient += p->group_stride;
            y += p->group_stride;
        }
    } else {
        for (ptrdiff_t group = 0; group < p->groups; group++) {
            UNROLLED (int sample = 0; sample < SAMPLES; sample += 8)
                UNROLLED (int k = 0; k < rows; k++)
                    sums[k] += *(const float8 *)(gradient + k * p->row_stride + sample);
            gradient += p->group_stride;
        }
    }
    UNROLLED (int k = 0; k < rows; k++) memory[k] = sums[k];
}

static void rectifier_gradient(const struct row_rectifier *given) {
    const struct row_rectifier p = *given;
    for (ptrdiff_t position = 0; position < p.positions; position++) {
        for (ptrdiff_t channel = 0; channel < p.channels; channel += ROWS_AT_ONCE) {
            ptrdiff_t row = position * p.channels + channel;
            switch (p.channels - channel) {
            case 1: rectify(1, &p, row, channel); break;
            case 2: rectify(2, &p, row, channel); break;
            case 3: rectify(3, &p, row, channel); break;
            default: rectify(4, &p, row, channel); break;
            }
        }
    }
}

static void maximum(const struct row_maximum *given) {
    const struct row_maximum p = *given;
    ptrdiff_t offset = p.channels * p.x_row_stride;
    const float *x = p.x;
    float *y = p.y;
    for (ptrdiff_t position = 0; position < p.positions; position++) {
        for (ptrdiff_t channel = 0; channel < p.channels; channel++) {
            UNROLLED (int sample = 0; sample < SAMPLES; sample += WIDTH) {
                vector greatest = *(const vector *)(x + sample);
                for (ptrdiff_t k = 1; k < p.window; k++) {
                    vector candidate = *(const vector *)(x + k * offset + sample);
                    greatest = ((candidate > greatest) | (candidate != candidate)) ? candidate : greatest;
                }
                *(vector *)(y + sample) = greatest;
            }
            x += p.x_row_stride;
            y += p.y_row_stride;
        }
        x += (p.window - 1) * offset;
    }
}

static void maximum_gradient(const struct row_maximum *given) {
    const struct row_maximum p = *given;
    ptrdiff_t offset = p.channels * p.x_row_stride;
    const float *x = p.x;
    float *x_gradient = p.x_gradient;
    const float *y = p.y;
    const float *y_gradient = p.y_gradient;
    for (ptrdiff_t position = 0; position < p.positions; position++) {
        for (ptrdiff_t channel = 0; channel < p.channels; channel++) {
            UNROLLED (int sample = 0; sample < SAMPLES; sample += WIDTH) {
                vector greatest = *(const vector *)(y + sample);
                vector remaining = *(const vector *)(y_gradient + sample);
                for (ptrdiff_t k = 0; k < p.window; k++) {
                    vector value = *(const vector *)(x + k * offset + sample);
                    *(vector *)(x_gradient + k * offset + sample) = value == greatest ? remaining : (vector)0;
                    remaining = value == greatest ? (vector)0 : remaining;
                }
            }
            x += p.x_row_stride;
            x_gradient += p.x_row_stride;
            y += p.y_row_stride;
            y_gradient += p.y_row_stride;
        }
        x += (p.window - 1) * offset;
        x_gradient += (p.window - 1) * offset;
    }
}
