/* <acqrel/spsc.h>: what the ring notices, by CASE; and two senders (0), which the checker does. */
#undef NDEBUG
#include <acqrel/spsc.h>

#include <assert.h>
#include <pthread.h>

#ifndef CASE
#define CASE 1
#endif

typedef ar_spsc(int) ring;

static ring numbers;
static int slots[4];

static void *sender(void *arg)
{
	ar_spsc_send(&numbers, 1);
	return arg;
}

int main(void)
{
	int *first = slots;
	size_t n = 0;

	if (CASE == 1)
		assert(ar_spsc_init(&numbers, n, NULL, NULL) == 0);
	if (CASE == 2)
		ar_spsc_init_in(&numbers, slots, 3, NULL);
	if (CASE != 5)
		ar_spsc_init_in(&numbers, slots, 4, NULL);
	if (CASE == 3) {
		ar_spsc_reserve(&numbers, &first, &n);
		ar_spsc_commit(&numbers, n + 1);
	}
	if (CASE == 4) {
		ar_spsc_send(&numbers, 1);
		ar_spsc_peek(&numbers, &first, &n);
		ar_spsc_release(&numbers, n + 1);
	}
	if (CASE == 5)
		ar_spsc_try_receive(&numbers, first);
	if (CASE == 0) {
		pthread_t thread;
		pthread_create(&thread, NULL, sender, NULL);
		sender(NULL);
		pthread_join(thread, NULL);
	}
	return 0;
}
