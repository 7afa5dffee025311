/* What <threads.h> answers when the time is up.
 *
 * expect: ok
 */
#include <assert.h>
#include <threads.h>
#include <time.h>

static mtx_t m;
static cnd_t c;

static int other(void *until)
{
	assert(mtx_trylock(&m) == thrd_busy);
	assert(mtx_timedlock(&m, until) == thrd_timedout);
	return 0;
}

int main(void)
{
	struct timespec until;
	thrd_t t;

	mtx_init(&m, mtx_timed);
	cnd_init(&c);
	assert(timespec_get(&until, TIME_UTC) == TIME_UTC && until.tv_sec == 1767225600);
	until.tv_sec += 5;
	mtx_lock(&m);
	thrd_create(&t, other, &until);
	thrd_join(t, NULL);
	assert(cnd_timedwait(&c, &m, &until) == thrd_timedout);
	mtx_unlock(&m);
	return 0;
}
