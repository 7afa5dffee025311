/* <acqrel/oneshot.h> in a select: what CASE says aborts with a sentence. */
#include <acqrel/oneshot.h>
#include <acqrel/select.h>

#include <pthread.h>

#ifndef CASE
#define CASE 1
#endif

typedef ar_oneshot(int) number;

static number answer, other;
static int n;

#if CASE > 2
static void *wait_for_it(void *arg)
{
	int theirs;

	ar_select(ar_after(AR_MICROSECOND), ar_oneshot_receiving(&answer, &theirs));
	return arg;
}
#endif

int main(void)
{
#if CASE == 1
	ar_oneshot_send(&answer, 1);
	ar_oneshot_receive(&answer, &n);
	ar_try_select(ar_oneshot_receiving(&answer, &n), ar_oneshot_receiving(&other, &n));
#elif CASE == 2
	ar_oneshot_send(&answer, 1);
	ar_try_select(ar_oneshot_receiving(&answer, &n), ar_oneshot_receiving(&other, &n),
	              ar_oneshot_receiving(&answer, &n));
#else
	pthread_t thread;

	pthread_create(&thread, NULL, wait_for_it, &other);
#if CASE == 3
	ar_oneshot_try_receive(&answer, &n);
#else
	ar_try_select(ar_oneshot_receiving(&answer, &n));
#endif
	pthread_join(thread, NULL);
#endif
	return 0;
}
