/* An atomic of a thread that has ended is changed.
 *
 * expect: use-after-free
 * report: the thread whose local variable this was has ended
 */
#include <pthread.h>
#include <stdatomic.h>

static _Atomic(atomic_int *) place;

static void *owns(void *unused)
{
	atomic_int own;

	atomic_init(&own, 42);
	atomic_store(&place, &own);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, owns, NULL);
	pthread_join(t, NULL);
	atomic_fetch_add(atomic_load(&place), 1);
	return 0;
}
