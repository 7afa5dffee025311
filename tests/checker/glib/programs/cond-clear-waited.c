/*
 * expect: misuse
 * report: g_cond_clear() of a condition variable that a thread waits on
 */
#include <glib.h>

static GMutex m;
static GCond c;
static int waiting, stop;

static gpointer await(gpointer p)
{
	g_mutex_lock(&m);
	waiting = 1;
	while (!stop)
		g_cond_wait(&c, &m);
	g_mutex_unlock(&m);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("await", await, NULL);

	g_mutex_lock(&m);
	if (waiting)
		g_cond_clear(&c);
	stop = 1;
	g_cond_broadcast(&c);
	g_mutex_unlock(&m);
	g_thread_join(t);
	return 0;
}
