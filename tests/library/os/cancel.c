/*
 * A thread that is cancelled while it sleeps in a call of the library sleeps on: those that come later do not
 * find anything locked that it has left behind.
 */
#undef NDEBUG
#include <acqrel/wait.h>

#include <assert.h>
#include <pthread.h>
#include <unistd.h>

static ar_atomic_u32 word;

static void *waiter(void *arg)
{
	/* acquire: pairs with the release in main() */
	while (ar_load_acquire(&word) == 0)
		ar_wait(&word, 0);
	pthread_testcancel();
	return arg;
}

int main(void)
{
	pthread_t thread;
	void *result;

	alarm(60);
	assert(pthread_create(&thread, NULL, waiter, NULL) == 0);
	usleep(20000); /* it sleeps by now, most likely */
	assert(pthread_cancel(thread) == 0);
	usleep(20000);
	/* release: pairs with the acquire in waiter() */
	ar_store_release(&word, 1);
	ar_wake_all(&word);
	assert(pthread_join(thread, &result) == 0 && result == PTHREAD_CANCELED);
	return 0;
}
