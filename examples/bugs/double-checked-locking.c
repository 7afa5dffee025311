/*
 * Double-checked locking: look for the object without the lock, take the lock only if it is not there yet,
 * and look again. Who finds the pointer at the first look never synchronized with the thread that filled
 * the object, so it may find the pointer and not what it points to.
 *
 * Source: David Bacon and others, "The 'Double-Checked Locking is Broken' Declaration", about 2000; Scott
 * Meyers and Andrei Alexandrescu, "C++ and the Perils of Double-Checked Locking", Dr. Dobb's Journal, 2004.
 * Fix: the first look acquires what the store releases.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#ifdef FIXED
#define LOOK    memory_order_acquire
#define PUBLISH memory_order_release
#else
#define LOOK    memory_order_relaxed
#define PUBLISH memory_order_relaxed
#endif

struct settings {
	int port;
};

static _Atomic(struct settings *) instance;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static struct settings *get(void)
{
	/* acquire: pairs with the store below; relaxed is WRONG: the object may not be filled yet */
	struct settings *s = atomic_load_explicit(&instance, LOOK);

	if (s)
		return s;
	pthread_mutex_lock(&mutex);
	/* relaxed: the mutex orders this look */
	s = atomic_load_explicit(&instance, memory_order_relaxed);
	if (!s) {
		s = malloc(sizeof *s);
		if (!s)
			abort();
		s->port = 8080;
		/* release: publishes the object with the pointer; relaxed is WRONG */
		atomic_store_explicit(&instance, s, PUBLISH);
	}
	pthread_mutex_unlock(&mutex);
	return s;
}

static void *use(void *arg)
{
	assert(get()->port == 8080);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, use, NULL);
	use(NULL);
	pthread_join(other, NULL);
	free(get());
	return 0;
}
