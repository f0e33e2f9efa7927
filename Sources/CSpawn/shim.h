#include <spawn.h>

// glibc declares it only where _DEFAULT_SOURCE is set before any of its headers is read, and Swift does not set it.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int first);
