#if defined(__x86_64__)
#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma"))), apply_to = function)
#define WIDTH 16
#define ROWS 12
#include "row_product.h"
#include "row_correlation.h"
#include "row_elements.h"
#include "row_gathering.h"
#include "row_inner_products.h"
#include "row_adam.h"
#pragma clang attribute pop

const struct row_kernels row_kernels_avx512 = {
    product, transposed_product, rectified_product, inner_products, correlation, rectifier_gradient, maximum,
    maximum_gradient, gathering, adam,
};
#endif
