#include "trained_models.h"

static const unsigned char xrd_instrument[] = {
#embed "xrd-instrument.safetensors"
};

struct trained_model trained_xrd_instrument(void) {
    return (struct trained_model){xrd_instrument, sizeof xrd_instrument};
}
