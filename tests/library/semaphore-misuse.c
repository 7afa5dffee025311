/* <acqrel/semaphore.h>: more permits than can be counted end the program with a sentence that says so. */
#include <acqrel/semaphore.h>

static struct {
	ar_semaphore free;
} slots = {AR_SEMAPHORE_INIT(AR_SEMAPHORE_MOST)};

int main(void)
{
	ar_semaphore_post(&slots.free);
	return 0;
}
