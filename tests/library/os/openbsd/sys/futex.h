/* What src/os/openbsd.c uses of this header, as futex(2) describes it. */
#include <stdint.h>

#define FUTEX_WAIT         1
#define FUTEX_WAKE         2
#define FUTEX_PRIVATE_FLAG 128

struct timespec;
int futex(volatile uint32_t *word, int operation, int value, const struct timespec *timeout,
          volatile uint32_t *word2);
