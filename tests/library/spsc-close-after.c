/*
 * <acqrel/spsc.h>: a third thread closes the ring when it knows that a message was sent: that one is received
 * before the ring is found closed. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/spsc.h>

#include <assert.h>
#include <pthread.h>

typedef ar_spsc(int) ring;

static ring numbers;
static int slots[1];
static ar_atomic_bool sent;

static void *sender(void *arg)
{
	assert(ar_spsc_try_send(&numbers, 1) == 0);
	/* release: pairs with the acquire in closer(), which is to come after the sending */
	ar_store_release(&sent, true);
	return arg;
}

static void *closer(void *arg)
{
	/* acquire: pairs with the release in sender() */
	if (ar_load_acquire(&sent))
		ar_spsc_close(&numbers);
	return arg;
}

int main(void)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++) {
		pthread_t threads[2];
		int number, error = EAGAIN;
		ar_spsc_init_in(&numbers, slots, 1, NULL);
		ar_init(&sent, false);
		pthread_create(&threads[0], NULL, sender, NULL);
		pthread_create(&threads[1], NULL, closer, NULL);
		for (int tries = 0; error == EAGAIN && tries < 2; tries++)
			error = ar_spsc_try_receive(&numbers, &number);
		assert(error != EPIPE);
		pthread_join(threads[0], NULL);
		pthread_join(threads[1], NULL);
		ar_spsc_destroy(&numbers);
	}
	return 0;
}
