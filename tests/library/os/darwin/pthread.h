/* What src/os/darwin.c finds in this header beside POSIX. */
#include_next <pthread.h>

int pthread_setname_np(const char *name);
