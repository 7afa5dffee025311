/* What src/os/freebsd.c uses of this header, as _umtx_op(2) describes it. */
#include <stdint.h>
#include <time.h>

#define UMTX_OP_WAIT_UINT_PRIVATE 15
#define UMTX_OP_WAKE_PRIVATE      16
#define UMTX_ABSTIME              1

struct _umtx_time {
	struct timespec _timeout;
	uint32_t _flags;
	uint32_t _clockid;
};

int _umtx_op(void *object, int operation, unsigned long value, void *address, void *address2);
