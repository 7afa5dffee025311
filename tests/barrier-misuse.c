/* <acqrel/barrier.h>: a barrier for no threads ends the program with a sentence that says so. */
#include <acqrel/barrier.h>

static ar_barrier turn;

int main(void)
{
	ar_barrier_wait(&turn, 0);
	return 0;
}
