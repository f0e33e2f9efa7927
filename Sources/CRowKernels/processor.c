// Instructions that the processor lacks would end the program by a signal, without a word. This file is compiled for every x86-64, and
// asks before any other code of the program runs.
#if defined(__x86_64__) && defined(REQUIRES_X86_64_V3)
#include <unistd.h>

static const char refusal[] =
    "Error: this program was compiled for processors with AVX2 and FMA (x86-64-v3), which this one lacks; "
    "compile it with PROPORTIONS_X86_64=any in the environment\n";

__attribute__((constructor)) static void require_x86_64_v3(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v3")) return;
    // Who cannot be told ends all the same.
    if (write(STDERR_FILENO, refusal, sizeof refusal - 1) < 0) _exit(1);
    _exit(1);
}
#endif
