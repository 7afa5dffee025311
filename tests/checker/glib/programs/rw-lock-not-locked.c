/*
 * expect: misuse
 * report: g_rw_lock_reader_unlock() of a lock that the thread has not locked for reading
 */
#include <glib.h>

static GRWLock l;

static gpointer unlock(gpointer p)
{
	g_rw_lock_reader_unlock(&l);
	return p;
}

int main(void)
{
	g_rw_lock_reader_lock(&l);
	g_thread_join(g_thread_new("unlock", unlock, NULL));
	return 0;
}
