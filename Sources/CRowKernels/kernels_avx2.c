#if defined(__x86_64__)
#include "kernels.h"

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define WIDTH 8
#define ROWS 3
#include "row_product.h"
#include "row_correlation.h"
#include "row_elements.h"
#include "row_gathering.h"
#include "row_inner_products.h"
#include "row_adam.h"
#pragma clang attribute pop

const struct row_kernels row_kernels_avx2 = {
    product, transposed_product, rectified_product, inner_products, correlation, rectifier_gradient, maximum,
    maximum_gradient, gathering, adam,
};
#endif
