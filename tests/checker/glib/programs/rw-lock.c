/* Two that read, of which one does so within, and one that writes.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static GRWLock l;
static int n;

static gpointer read_twice(gpointer p)
{
	g_rw_lock_reader_lock(&l);
	int before = n;
	g_rw_lock_reader_lock(&l); /* also while the writer waits */
	g_assert_cmpint(n, ==, before);
	g_rw_lock_reader_unlock(&l);
	g_rw_lock_reader_unlock(&l);
	return p;
}

static gpointer try_to_write(gpointer p)
{
	if (g_rw_lock_writer_trylock(&l)) {
		n++;
		g_rw_lock_writer_unlock(&l);
	}
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("read", read_twice, NULL), *u = g_thread_new("try", try_to_write, NULL);

	g_rw_lock_writer_lock(&l);
	n++;
	g_rw_lock_writer_unlock(&l);
	g_thread_join(t);
	g_thread_join(u);
	return n == 0;
}
