/* What src/os/openbsd.c uses of this header, as pthread_set_name_np(3) describes it. */
#include <pthread.h>

void pthread_set_name_np(pthread_t thread, const char *name);
