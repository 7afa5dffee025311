/* The same with <threads.h>, in its own words.
 *
 * options: --help-time 30
 * expect: lost-wakeup
 * report: Make the cnd_signal at line 37 a cnd_broadcast. Checked: with it, all
 * unsaid: No memory order helps
 */
#include <stddef.h>
#include <threads.h>

static mtx_t m;
static cnd_t c;
static int items;

static int consume(void *arg)
{
	(void)arg;
	mtx_lock(&m);
	while (!items)
		cnd_wait(&c, &m);
	items--;
	mtx_unlock(&m);
	return 0;
}

int main(void)
{
	thrd_t a, b;

	mtx_init(&m, mtx_plain);
	cnd_init(&c);
	thrd_create(&a, consume, NULL);
	thrd_create(&b, consume, NULL);
	mtx_lock(&m);
	items = 2;
	mtx_unlock(&m);
	cnd_signal(&c);
	thrd_join(a, NULL);
	thrd_join(b, NULL);
}
