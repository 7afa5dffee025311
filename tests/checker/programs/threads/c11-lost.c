/* A broadcast that comes before the wait, in <threads.h>.
 *
 * expect: lost-wakeup
 * report: wakes no thread: none waits yet
 */
#include <threads.h>

static mtx_t m;
static cnd_t c;

static int other(void *unused)
{
	cnd_broadcast(&c);
	return unused != NULL;
}

int main(void)
{
	thrd_t t;

	mtx_init(&m, mtx_plain);
	cnd_init(&c);
	thrd_create(&t, other, NULL);
	mtx_lock(&m);
	cnd_wait(&c, &m);
	mtx_unlock(&m);
	return 0;
}
