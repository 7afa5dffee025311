/* Two mutexes in two orders.
 *
 * expect: deadlock
 * report: each wait for a lock that the other holds
 * report: lock b, held by main
 */
#include <glib.h>

static GMutex a, b;

static gpointer forwards(gpointer p)
{
	g_mutex_lock(&a);
	g_mutex_lock(&b);
	g_mutex_unlock(&b);
	g_mutex_unlock(&a);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("forwards", forwards, NULL);

	g_mutex_lock(&b);
	g_mutex_lock(&a);
	g_mutex_unlock(&a);
	g_mutex_unlock(&b);
	g_thread_join(t);
	return 0;
}
