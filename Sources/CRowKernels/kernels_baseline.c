#include "kernels.h"

// Vectors that the processor lacks are passed among inlined functions alone, whose conventions do not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#define WIDTH 8
#define ROWS 3
#include "row_product.h"
#include "row_correlation.h"
#include "row_elements.h"
#include "row_gathering.h"
#include "row_inner_products.h"
#include "row_adam.h"

const struct row_kernels row_kernels_baseline = {
    product, transposed_product, rectified_product, inner_products, correlation, rectifier_gradient, maximum,
    maximum_gradient, gathering, adam,
};
