/* Who gets the lock may read, who does not, not.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static GMutex m;
static int n, failed;

static gpointer try(gpointer p)
{
	if (g_mutex_trylock(&m)) {
		n++;
		g_mutex_unlock(&m);
	} else {
		g_atomic_int_inc(&failed);
	}
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("try", try, NULL), *u = g_thread_new("try", try, NULL);

	g_mutex_lock(&m);
	n++;
	g_mutex_unlock(&m);
	g_thread_join(t);
	g_thread_join(u);
	g_assert_cmpint(n + failed, ==, 3);
	return 0;
}
