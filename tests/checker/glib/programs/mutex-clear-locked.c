/*
 * expect: misuse
 * report: g_mutex_clear() of a mutex that is locked
 */
#include <glib.h>

static GMutex m;

static gpointer lock(gpointer p)
{
	g_mutex_lock(&m);
	return p;
}

int main(void)
{
	g_mutex_init(&m);
	g_thread_join(g_thread_new("lock", lock, NULL));
	g_mutex_clear(&m);
	return 0;
}
