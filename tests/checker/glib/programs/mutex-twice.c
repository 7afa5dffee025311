/*
 * expect: misuse
 * report: g_mutex_lock() of a mutex that the thread has locked already
 */
#include <glib.h>

static GMutex m;

static gpointer twice(gpointer p)
{
	g_mutex_lock(&m);
	g_mutex_unlock(&m);
	g_mutex_lock(&m);
	g_mutex_lock(&m);
	return p;
}

int main(void)
{
	g_thread_join(g_thread_new("twice", twice, NULL));
	return 0;
}
