#include "trained_models.h"

// scripts/ship-models writes these files.

static const unsigned char xrd_instrument[] = {
#embed "xrd-instrument.safetensors"
};

static const unsigned char xrd_measured_best[] = {
#embed "xrd-measured-best.safetensors"
};

struct trained_model trained_xrd_instrument(void) {
    return (struct trained_model){xrd_instrument, sizeof xrd_instrument};
}

struct trained_model trained_xrd_measured_best(void) {
    return (struct trained_model){xrd_measured_best, sizeof xrd_measured_best};
}
