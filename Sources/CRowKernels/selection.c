#include "kernels.h"

enum row_instructions row_instructions_of_processor(void) {
#if defined(__x86_64__)
    // The compiler's test asks the processor, and the operating system whether it keeps the registers.
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return row_instructions_baseline;
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return row_instructions_avx512;
    return row_instructions_avx2;
#else
    return row_instructions_baseline;
#endif
}

const struct row_kernels *row_kernels_for(enum row_instructions instructions) {
    switch (instructions) {
#if defined(__x86_64__)
    case row_instructions_avx512: return &row_kernels_avx512;
    case row_instructions_avx2: return &row_kernels_avx2;
#endif
    default: return &row_kernels_baseline;
    }
}

ptrdiff_t row_correlation_partials(ptrdiff_t outputs, ptrdiff_t terms) {
    ptrdiff_t tiled = tiled_outputs(outputs) * tiled_terms(terms);
    return 8 * tiled + SAMPLES * (outputs * terms - tiled);
}
