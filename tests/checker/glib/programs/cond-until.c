/* Both are explored: that the signal comes in time, and that it does not.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static GMutex m;
static GCond c;
static int ready, late;

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
	gint64 end = g_get_monotonic_time() + G_TIME_SPAN_SECOND;
	GThread *t = g_thread_new("set", set, NULL);

	g_mutex_lock(&m);
	while (!ready && !late)
		if (!g_cond_wait_until(&c, &m, end))
			late = 1;
	if (late)
		g_assert_cmpint(g_get_monotonic_time(), >=, end);
	g_mutex_unlock(&m);
	g_thread_join(t);
	return 0;
}
