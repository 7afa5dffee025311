/* The flag is looked at before the lock is taken for the wait.
 *
 * expect: lost-wakeup
 * report: sleeps on `c`
 * report: signal c: no thread waits
 */
#include <glib.h>

static GMutex m;
static GCond c;
static int ready;

static gpointer set(gpointer p)
{
	g_mutex_lock(&m);
	ready = 1;
	g_mutex_unlock(&m);
	g_cond_signal(&c);
	return p;
}

static int is_ready(void)
{
	g_mutex_lock(&m);
	int r = ready;
	g_mutex_unlock(&m);
	return r;
}

int main(void)
{
	GThread *t = g_thread_new("set", set, NULL);

	if (!is_ready()) {
		g_mutex_lock(&m);
		g_cond_wait(&c, &m);
		g_mutex_unlock(&m);
	}
	g_thread_join(t);
	return 0;
}
