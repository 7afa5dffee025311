/* What src/os/netbsd.c finds in this header beside POSIX, as pthread_setname_np(3) describes it. */
#include_next <pthread.h>

int pthread_setname_np(pthread_t thread, const char *format, void *argument);
