/* A thread waits; the function whose atomic another thread uses has returned before. It was a small one.
 *
 * expect: use-after-free
 * report: the function whose local variable this was has returned
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

static _Atomic(atomic_int *) place;
static sem_t done;

__attribute__((noinline, noclone)) static void publish(void)
{
	atomic_int own;

	atomic_init(&own, 42);
	atomic_store(&place, &own);
}

static void *owns(void *unused)
{
	publish();
	sem_wait(&done);
	return unused;
}

static void *uses(void *unused)
{
	atomic_int *p = atomic_load(&place);

	if (p)
		atomic_fetch_add(p, 1);
	return unused;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, owns, NULL);
	pthread_create(&u, NULL, uses, NULL);
	pthread_join(u, NULL);
	sem_post(&done);
	pthread_join(t, NULL);
	return 0;
}
