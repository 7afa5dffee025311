/* One of the three threads does not lock.
 *
 * expect: data-race
 * report: data race on `n`
 * report: lock m
 */
#include <glib.h>

static GMutex m;
static int n;

static gpointer count(gpointer locks)
{
	if (locks)
		g_mutex_lock(&m);
	n++;
	if (locks)
		g_mutex_unlock(&m);
	return NULL;
}

int main(void)
{
	GThread *t = g_thread_new("careful", count, &m), *u = g_thread_new("careless", count, NULL);

	count(&m);
	g_thread_join(t);
	g_thread_join(u);
	return 0;
}
