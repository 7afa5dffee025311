/*
 * expect: misuse
 * report: g_rw_lock_writer_lock() of a lock that the thread has locked already
 */
#include <glib.h>

static GRWLock l;

int main(void)
{
	g_rw_lock_reader_lock(&l);
	g_rw_lock_writer_lock(&l);
	return 0;
}
