#ifndef ALLOCATION_COUNT_H
#define ALLOCATION_COUNT_H

#include <stdbool.h>

/// Whether the C library and the build let allocations be counted: glibc, without a sanitizer.
bool allocations_are_counted(void);

/// How many blocks of memory the calling thread has asked the C library for.
long allocation_count(void);

#endif
