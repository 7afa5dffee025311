/*
 * expect: data-race
 * report: data race on `n`
 * report: A lock that is held for reading excludes only threads that write-lock it.
 */
#include <glib.h>

static GRWLock l;
static int n;

static gpointer count(gpointer p)
{
	g_rw_lock_reader_lock(&l);
	n++;
	g_rw_lock_reader_unlock(&l);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("count", count, NULL);

	count(NULL);
	g_thread_join(t);
	return 0;
}
