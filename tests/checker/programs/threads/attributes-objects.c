/* The attributes of mutexes, condition variables, reader-writer locks and barriers: what is set is got, what is wrong is
 * refused, and objects are made by them.
 *
 * expect: ok 1
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <time.h>

#define ROUND_TRIP(kind, part, type, value, wrong)                        \
	do {                                                              \
		type is;                                                  \
		assert(!pthread_##kind##_set##part(&kind, value));        \
		assert(!pthread_##kind##_get##part(&kind, &is));          \
		assert(is == (value));                                    \
		assert(pthread_##kind##_set##part(&kind, wrong) == EINVAL); \
	} while (0)

static pthread_mutexattr_t mutexattr;
static pthread_condattr_t condattr;
static pthread_rwlockattr_t rwlockattr;
static pthread_barrierattr_t barrierattr;

static pthread_mutex_t m;
static pthread_cond_t c;
static pthread_rwlock_t l;
static pthread_barrier_t b;

int main(void)
{
	struct timespec until;

	assert(!pthread_mutexattr_init(&mutexattr));
	ROUND_TRIP(mutexattr, type, int, PTHREAD_MUTEX_ERRORCHECK, 99);
	ROUND_TRIP(mutexattr, robust, int, PTHREAD_MUTEX_ROBUST, 99);
	ROUND_TRIP(mutexattr, pshared, int, PTHREAD_PROCESS_SHARED, 99);
	ROUND_TRIP(mutexattr, protocol, int, PTHREAD_PRIO_NONE, 99);
	ROUND_TRIP(mutexattr, prioceiling, int, 1, 1000);
	assert(!pthread_mutex_init(&m, &mutexattr));
	assert(!pthread_mutexattr_destroy(&mutexattr));
	assert(!pthread_mutex_lock(&m));
	assert(pthread_mutex_lock(&m) == EDEADLK);
	assert(pthread_mutex_consistent(&m) == EINVAL);
	assert(!pthread_mutex_unlock(&m) && pthread_mutex_unlock(&m) == EPERM);
	assert(!pthread_mutex_destroy(&m));

	assert(!pthread_condattr_init(&condattr));
	ROUND_TRIP(condattr, clock, clockid_t, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID);
	ROUND_TRIP(condattr, pshared, int, PTHREAD_PROCESS_SHARED, 99);
	assert(!pthread_cond_init(&c, &condattr));
	assert(!pthread_condattr_destroy(&condattr));
	assert(!pthread_mutex_init(&m, NULL) && !pthread_mutex_lock(&m));
	clock_gettime(CLOCK_MONOTONIC, &until); /* as it says */
	assert(pthread_cond_timedwait(&c, &m, &until) == ETIMEDOUT);
	until.tv_nsec = -1;
	assert(pthread_cond_timedwait(&c, &m, &until) == EINVAL);
	assert(!pthread_mutex_unlock(&m) && !pthread_cond_destroy(&c));

	assert(!pthread_rwlockattr_init(&rwlockattr));
	ROUND_TRIP(rwlockattr, kind_np, int, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP, 99);
	ROUND_TRIP(rwlockattr, pshared, int, PTHREAD_PROCESS_SHARED, 99);
	assert(!pthread_rwlock_init(&l, &rwlockattr));
	assert(!pthread_rwlockattr_destroy(&rwlockattr));
	assert(!pthread_rwlock_rdlock(&l) && pthread_rwlock_trywrlock(&l) == EBUSY && !pthread_rwlock_unlock(&l));
	assert(!pthread_rwlock_wrlock(&l) && pthread_rwlock_tryrdlock(&l) == EBUSY && !pthread_rwlock_unlock(&l));
	assert(!pthread_rwlock_destroy(&l));

	assert(!pthread_barrierattr_init(&barrierattr));
	ROUND_TRIP(barrierattr, pshared, int, PTHREAD_PROCESS_SHARED, 99);
	assert(pthread_barrier_init(&b, &barrierattr, 0) == EINVAL);
	assert(!pthread_barrier_init(&b, &barrierattr, 1));
	assert(!pthread_barrierattr_destroy(&barrierattr));
	assert(pthread_barrier_wait(&b) == PTHREAD_BARRIER_SERIAL_THREAD);
	assert(!pthread_barrier_destroy(&b));
	return 0;
}
