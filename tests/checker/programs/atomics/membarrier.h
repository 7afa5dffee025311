/* The pair of fences, made by hand: membarrier, and a fence for the compiler. */
#include <linux/membarrier.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

static inline long membarrier(int command)
{
	return syscall(SYS_membarrier, command, 0, 0);
}

static inline void begin(void)
{
	if (membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) != 0)
		_exit(1);
}

static inline void heavy(void)
{
	if (membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED) != 0)
		_exit(1);
}

static inline void light(void)
{
	atomic_signal_fence(memory_order_seq_cst);
}
