// glibc declares it only where _GNU_SOURCE is set before any of its headers is read, and Swift does not set it.
int renameat2(int oldFolder, const char *oldPath, int newFolder, const char *newPath, unsigned int flags);
