/* Readers see what a writer did, and the lock says who may not come in.
 *
 * expect: ok
 */
#include <assert.h>
#include <errno.h>
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
static int a, b;

static void *writer(void *unused)
{
	pthread_rwlock_wrlock(&l);
	assert(a == b);
	a++;
	assert(pthread_rwlock_tryrdlock(&l) == EBUSY && pthread_rwlock_trywrlock(&l) == EBUSY);
	b++;
	pthread_rwlock_unlock(&l);
	return unused;
}

int main(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, writer, NULL);
	pthread_create(&t[1], NULL, writer, NULL);
	pthread_rwlock_rdlock(&l);
	assert(!pthread_rwlock_tryrdlock(&l));
	assert(pthread_rwlock_trywrlock(&l) == EBUSY);
	pthread_rwlock_unlock(&l);
	assert(a == b);
	pthread_rwlock_unlock(&l);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	assert(a == 2 && b == 2);
	assert(!pthread_rwlock_destroy(&l) && !pthread_rwlock_init(&l, NULL));
	assert(!pthread_rwlock_trywrlock(&l));
	return 0;
}
