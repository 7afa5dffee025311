/*
 * <acqrel/spsc.h>: the receiver, or a third thread (THIRD), closes the ring while the sender sends more than
 * fits: it is told, and whatever is left in the ring is freed with it. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/spsc.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef THIRD
#define THIRD 0
#endif

typedef ar_spsc(int *) ring;

static ring messages;
static int *slots[2];

static void drop(void *message)
{
	free(*(int **)message);
}

static void *sender(void *arg)
{
	int error = 0;

	/* A third thread that closes need not do it soon. */
	for (int i = 0; error == 0 && (!THIRD || i < 3); i++) {
		int *m = (int *)malloc(sizeof *m);
		assert(m);
		*m = i;
		error = ar_spsc_send(&messages, m);
		if (error)
			free(m);
	}
	if (error)
		assert(error == EPIPE && ar_spsc_is_closed(&messages));
	return arg;
}

static void *closer(void *arg)
{
	ar_spsc_close(&messages);
	return arg;
}

int main(void)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++) {
		pthread_t threads[2];
		int *m;
		ar_spsc_init_in(&messages, slots, 2, drop);
		pthread_create(&threads[0], NULL, sender, NULL);
		if (THIRD)
			pthread_create(&threads[1], NULL, closer, NULL);
		int error = ar_spsc_receive(&messages, &m);
		if (error == 0) {
			assert(*m == 0);
			free(m);
		} else {
			assert(error == EPIPE && THIRD);
		}
		if (THIRD)
			pthread_join(threads[1], NULL);
		else
			assert(ar_spsc_close(&messages));
		pthread_join(threads[0], NULL);
		ar_spsc_destroy(&messages);
	}
	return 0;
}
