/*
 * expect: data-race
 * report: data race on `n`
 */
#include <glib.h>

static int n;

static gpointer count(gpointer p)
{
	n++;
	return p;
}

int main(void)
{
	g_thread_unref(g_thread_new("count", count, NULL));
	return n;
}
