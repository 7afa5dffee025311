/* <acqrel/condvar.h>: to wait without the mutex ends the program with a sentence that says so. */
#include <acqrel/condvar.h>

static struct {
	ar_mutex lock;
	ar_condvar filled;
} queue;

/* clang would refuse to compile this mistake. */
int AR_NO_THREAD_SAFETY main(void)
{
	ar_condvar_wait(&queue.filled, &queue.lock);
	return 0;
}
