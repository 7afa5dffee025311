/*
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static GMutex m;
static int n;

static gpointer count(gpointer stop)
{
	g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&m);

	n++;
	if (stop)
		return NULL;
	n++;
	return NULL;
}

int main(void)
{
	GThread *t = g_thread_new("count", count, NULL);

	count(&n);
	g_thread_join(t);
	g_assert_cmpint(n, ==, 3);
	return 0;
}
