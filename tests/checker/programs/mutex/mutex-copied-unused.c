/* What was never used may be copied, or is initialized by being copied over.
 *
 * expect: ok 2
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>

static struct all {
	pthread_mutex_t m;
	pthread_cond_t c;
	pthread_rwlock_t l;
	mtx_t zeroed;
} pattern = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, PTHREAD_RWLOCK_INITIALIZER};

static void use(struct all *a)
{
	pthread_mutex_lock(&a->m);
	pthread_cond_signal(&a->c);
	pthread_mutex_unlock(&a->m);
	pthread_rwlock_rdlock(&a->l);
	pthread_rwlock_unlock(&a->l);
	mtx_lock(&a->zeroed);
	mtx_unlock(&a->zeroed);
}

static void *uses(void *a)
{
	pthread_mutex_lock(&((struct all *)a)->m);
	pthread_mutex_unlock(&((struct all *)a)->m);
	return NULL;
}

int main(void)
{
	struct all *heap = malloc(sizeof *heap), local = pattern;
	pthread_mutex_t reset = PTHREAD_MUTEX_INITIALIZER;
	sem_t s;
	pthread_t t;

	*heap = pattern;
	use(&local);
	pthread_create(&t, NULL, uses, heap);
	use(heap);
	pthread_join(t, NULL);
	local = pattern;
	use(&local);
	memcpy(heap, &pattern, sizeof pattern);
	use(heap);
	for (int i = 0; i < 2; i++) {
		reset = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
		pthread_mutex_lock(&reset);
		pthread_mutex_unlock(&reset);
		sem_init(&s, 0, 1);
		sem_wait(&s);
		sem_destroy(&s);
	}
	pthread_mutex_init(&heap->m, NULL);
	use(heap);
	pthread_mutex_destroy(&heap->m);
	pthread_mutex_init(&heap->m, NULL);
	use(heap);
	free(heap);
	return 0;
}
