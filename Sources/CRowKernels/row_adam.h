// A step of Adam, entry by entry. It follows row_product.h.

static void adam(const struct row_adam *given) {
    const struct row_adam p = *given;
    vector rate = p.rate, inverse_root = p.inverse_root, epsilon = p.epsilon;
    vector mean_decay = p.mean_decay, mean_gain = p.mean_gain;
    vector square_decay = p.square_decay, square_gain = p.square_gain;
    vector least_mean = p.least_mean, least_square = p.least_square;
    for (ptrdiff_t index = 0; index < p.count; index += WIDTH) {
        vector g = *(const vector *)(p.gradients + index);
        vector *m = (vector *)(p.means + index);
        vector *v = (vector *)(p.squares + index);
        vector mean = __builtin_elementwise_fma(mean_decay, *m, mean_gain * g);
        vector square = __builtin_elementwise_fma(square_decay, *v, square_gain * g * g);
        mean = ((mean < least_mean) & (mean > -least_mean)) ? (vector)0 : mean;
        square = square < least_square ? (vector)0 : square;
        *m = mean;
        *v = square;
        *(vector *)(p.parameters + index) -=
            rate * mean / (__builtin_elementwise_sqrt(square) * inverse_root + epsilon);
    }
}
