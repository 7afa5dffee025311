/* <acqrel/oneshot.h>: a second message, and a second receive, abort with a sentence. */
#include <acqrel/oneshot.h>

typedef ar_oneshot(int) number;

int main(void)
{
	static number answer;
	int n;

	ar_oneshot_send(&answer, 1);
#ifdef RECEIVE_TWICE
	ar_oneshot_receive(&answer, &n);
	ar_oneshot_receive(&answer, &n);
#else
	ar_oneshot_send(&answer, 2);
	ar_oneshot_receive(&answer, &n);
#endif
	return 0;
}
