#include "peak.h"

// Sums that do not wait for each other: as many as hide how long a multiplication with an addition takes.
#define CHAINS 12

#define MULTIPLY_ADD(NAME, BYTES, ATTRIBUTE)                                                    \
    ATTRIBUTE static long NAME(long rounds, float *result) {                                    \
        typedef float vector __attribute__((vector_size(BYTES)));                               \
        vector sums[CHAINS], factor = {0}, term = {0};                                          \
        factor += 0.999f, term += 0.001f;                                                       \
        for (int chain = 0; chain < CHAINS; chain++) sums[chain] = term * (float)chain;         \
        for (long round = 0; round < rounds; round++) {                                         \
            _Pragma("clang loop unroll(full)")                                                  \
            for (int chain = 0; chain < CHAINS; chain++) sums[chain] = sums[chain] * factor + term; \
        }                                                                                       \
        float total = 0;                                                                        \
        for (int chain = 0; chain < CHAINS; chain++)                                            \
            for (int lane = 0; lane < BYTES / 4; lane++) total += sums[chain][lane];            \
        *result = total;                                                                        \
        return rounds * CHAINS * (BYTES / 4) * 2;                                               \
    }

MULTIPLY_ADD(of_128_bits, 16, )
#if defined(__x86_64__)
MULTIPLY_ADD(of_256_bits, 32, __attribute__((target("avx2,fma"))))
MULTIPLY_ADD(of_512_bits, 64, __attribute__((target("avx512f"))))
#endif

long peak_multiply_add(long rounds, float *result) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) return of_512_bits(rounds, result);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return of_256_bits(rounds, result);
#endif
    return of_128_bits(rounds, result);
}
