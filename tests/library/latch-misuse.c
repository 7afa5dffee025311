/* <acqrel/latch.h>: to count down more than is left ends the program with a sentence that says so. */
#include <acqrel/latch.h>

static ar_latch parts = AR_LATCH_INIT(1);

int main(void)
{
	ar_latch_count_down(&parts, 1);
	ar_latch_count_down(&parts, 1);
	return 0;
}
