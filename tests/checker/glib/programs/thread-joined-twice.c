/*
 * expect: use-after-free
 * report: g_thread_join
 */
#include <glib.h>

static gpointer end(gpointer p)
{
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("end", end, NULL);

	g_thread_join(t);
	g_thread_join(t);
	return 0;
}
