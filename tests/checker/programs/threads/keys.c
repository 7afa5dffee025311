/* Keys: each thread has its values; destructors run again for what they set, but not for ever; a key that is deleted has none.
 *
 * expect: ok 1
 */
#include <assert.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <threads.h>

static pthread_key_t once, always, gone;
static tss_t c11;
static int rounds, destroyed, c11_destroyed;

static void count(void *value)
{
	assert(value == &destroyed && !pthread_getspecific(once));
	destroyed++;
}

static void again(void *value)
{
	rounds++;
	pthread_setspecific(always, value);
}

static void never(void *value)
{
	assert(!value);
}

static void count_c11(void *value)
{
	*(int *)value += 1;
}

static void *run(void *unused)
{
	assert(!pthread_getspecific(once) && !tss_get(c11));
	pthread_setspecific(once, &destroyed);
	pthread_setspecific(always, &rounds);
	pthread_setspecific(gone, &rounds);
	tss_set(c11, &c11_destroyed);
	assert(pthread_getspecific(once) == &destroyed && tss_get(c11) == &c11_destroyed);
	pthread_key_delete(gone);
	return unused;
}

int main(void)
{
	pthread_key_t key;
	pthread_t t;

	assert(!pthread_key_create(&once, count) && !pthread_key_create(&always, again));
	assert(!pthread_key_create(&gone, never) && tss_create(&c11, count_c11) == thrd_success);
	pthread_setspecific(once, &destroyed);
	pthread_create(&t, NULL, run, NULL);
	pthread_join(t, NULL);
	assert(destroyed == 1 && rounds == PTHREAD_DESTRUCTOR_ITERATIONS && c11_destroyed == 1);
	assert(pthread_setspecific(gone, &rounds) == EINVAL && pthread_key_delete(gone) == EINVAL);
	tss_delete(c11);

	/* So many at a time, and any number in turn. */
	for (int i = 0; i < 5000; i++)
		assert(!pthread_key_create(&key, NULL) && !pthread_getspecific(key) && !pthread_key_delete(key));
	for (int i = 2; i < PTHREAD_KEYS_MAX; i++)
		assert(!pthread_key_create(&key, NULL));
	assert(pthread_key_create(&key, NULL) == EAGAIN);
	assert(tss_create(&c11, NULL) == thrd_error);
	assert(!pthread_key_delete(always) && !pthread_key_create(&key, NULL));
	pthread_setspecific(once, NULL);
	return 0;
}
