/* With two threads only a wake-up of its own accord shows that `if` is wrong.
 *
 * options: --spurious-wakeups
 * expect: assertion
 */
#include <glib.h>

static GMutex m;
static GCond c;
static int ready;

static gpointer set(gpointer p)
{
	g_mutex_lock(&m);
	ready = 1;
	g_cond_signal(&c);
	g_mutex_unlock(&m);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("set", set, NULL);

	g_mutex_lock(&m);
	if (!ready)
		g_cond_wait(&c, &m);
	g_assert_true(ready);
	g_mutex_unlock(&m);
	g_thread_join(t);
	return 0;
}
