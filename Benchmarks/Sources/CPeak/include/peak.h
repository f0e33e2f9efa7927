#pragma once

/// Multiplies and adds in registers alone, with the widest vectors that the processor has.
///
/// Returns the number of floating-point operations. What was computed goes to `result`, so that it is.
long peak_multiply_add(long rounds, float *result);
