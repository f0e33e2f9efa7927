// Instructions that the processor lacks would end the program by a signal, without a word. This file is compiled for every x86-64, and
// asks before any other code of the program runs.
#if defined(__x86_64__) && defined(REQUIRES_X86_64_V3)
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char refusal[] =
    "Error: this program was compiled for processors with AVX2 and FMA (x86-64-v3), which this one lacks; "
    "compile it with PROPORTIONS_X86_64=any in the environment\n";

// Goes on as the version for every x86-64, if one is installed: beside BIN/NAME it is LIB/NAME/x86-64/NAME.
static void become_version_for_every_x86_64(char **arguments, char **environment) {
    char folder[PATH_MAX], version[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", folder, sizeof folder - 1);
    if (length <= 0) return;
    folder[length] = 0;
    char *slash = strrchr(folder, '/');
    if (!slash) return;
    *slash = 0;
    const char *name = slash + 1;
    int needed = snprintf(version, sizeof version, "%s/../lib/%s/x86-64/%s", folder, name, name);
    if (needed < (int)sizeof version) execve(version, arguments, environment);
}

__attribute__((constructor)) static void require_x86_64_v3(int count, char **arguments, char **environment) {
    (void)count;
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v3")) return;
    become_version_for_every_x86_64(arguments, environment);
    // Who cannot be told ends all the same.
    if (write(STDERR_FILENO, refusal, sizeof refusal - 1) < 0) _exit(1);
    _exit(1);
}
#endif
