#ifndef TRAINED_MODELS_H
#define TRAINED_MODELS_H

#include <stddef.h>

/// A file that is part of the program.
struct trained_model {
    /// Its first byte.
    const unsigned char *bytes;
    /// Its size in bytes.
    size_t size;
};

/// The ensemble that the experiment 'xrd-instrument' trained with the loss 'mse-dirichlet', as 'proportions export' wrote it.
struct trained_model trained_xrd_instrument(void);

/// The ensemble that the experiment 'xrd-measured-best' trained with the loss 'mse-proportion', likewise.
struct trained_model trained_xrd_measured_best(void);

#endif
