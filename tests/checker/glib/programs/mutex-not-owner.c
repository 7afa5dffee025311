/* The thread that unlocks is not the one that has locked.
 *
 * expect: misuse
 * report: g_mutex_unlock() of a mutex that the thread has not locked
 */
#include <glib.h>

static GMutex m;

static gpointer unlock(gpointer p)
{
	g_mutex_unlock(&m);
	return p;
}

int main(void)
{
	g_mutex_lock(&m);
	g_thread_join(g_thread_new("unlock", unlock, NULL));
	return 0;
}
