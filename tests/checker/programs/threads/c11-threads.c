/* <threads.h>: threads and their results, mutexes, condition variables, keys, call_once.
 *
 * expect: ok
 */
#include <assert.h>
#include <threads.h>
#include <time.h>

static mtx_t m;
static cnd_t c;
static tss_t key;
static once_flag once = ONCE_FLAG_INIT;
static int ready, initialized;

static void initialize(void)
{
	initialized++;
}

static int worker(void *argument)
{
	struct timespec until;

	call_once(&once, initialize);
	assert(tss_set(key, argument) == thrd_success);
	timespec_get(&until, TIME_UTC);
	until.tv_sec++;
	mtx_lock(&m);
	assert(mtx_trylock(&m) == thrd_success && mtx_unlock(&m) == thrd_success);
	ready = 1;
	cnd_signal(&c);
	mtx_unlock(&m);
	thrd_yield();
	thrd_exit(tss_get(key) == argument ? -7 : 0);
}

int main(void)
{
	thrd_t t;
	int result;

	assert(mtx_init(&m, mtx_timed | mtx_recursive) == thrd_success && cnd_init(&c) == thrd_success);
	assert(tss_create(&key, NULL) == thrd_success);
	assert(thrd_create(&t, worker, &result) == thrd_success);
	call_once(&once, initialize);
	mtx_lock(&m);
	while (!ready)
		cnd_wait(&c, &m);
	mtx_unlock(&m);
	assert(!thrd_equal(t, thrd_current()) && thrd_sleep(&(struct timespec){1, 0}, NULL) == 0);
	assert(thrd_join(t, &result) == thrd_success && result == -7 && initialized == 1);
	tss_delete(key);
	cnd_destroy(&c);
	mtx_destroy(&m);
	return 0;
}
