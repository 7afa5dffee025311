/* A cell is for one thread: two that use it at once are a data race. */
#include <acqrel/cell.h>

#include <pthread.h>

static ar_cell(int) cell;

static void *look(void *arg)
{
	AR_BORROW(c, &cell) {
		*(int *)arg = *c;
	}
	return NULL;
}

int main(void)
{
	pthread_t other;
	int here = 0, there = 0;

	pthread_create(&other, NULL, look, &there);
	look(&here);
	pthread_join(other, NULL);
	return here + there;
}
