/* Both hold the lock, but only for reading, and write.
 *
 * expect: data-race
 * report: holds `l` for reading at
 * report: A lock that is held for reading excludes only threads
 * unsaid: note  Hold
 * unsaid: lock `l` at
 */
#include <pthread.h>

static pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
static int lookups;

static void *look_up(void *unused)
{
	pthread_rwlock_rdlock(&l);
	lookups++;
	pthread_rwlock_unlock(&l);
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, look_up, NULL);
	look_up(NULL);
	pthread_join(t, NULL);
	return 0;
}
