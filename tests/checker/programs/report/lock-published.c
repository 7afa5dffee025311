/* One holds a lock, the other not; but the pointer is published with atomics, whose orders are what is wrong: no lock is
 * proposed.
 *
 * expect: data-race
 * report: relaxed: does not publish earlier writes
 * report: holds `m` at
 * unsaid: Hold `m`
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static _Atomic(int *) instance;

static int *get(void)
{
	int *p = atomic_load_explicit(&instance, memory_order_relaxed);

	if (p)
		return p;
	pthread_mutex_lock(&m);
	p = atomic_load_explicit(&instance, memory_order_relaxed);
	if (!p) {
		p = malloc(sizeof *p);
		*p = 8080;
		atomic_store_explicit(&instance, p, memory_order_relaxed);
	}
	pthread_mutex_unlock(&m);
	return p;
}

static void *use(void *unused)
{
	return *get() == 8080 ? unused : NULL;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, use, NULL);
	use(NULL);
	pthread_join(t, NULL);
	return 0;
}
