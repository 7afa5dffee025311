/* A lock that was tried in vain orders nothing.
 *
 * expect: data-race
 * report: data race on `n`
 */
#include <glib.h>

static GMutex m;
static int n;

static gpointer try(gpointer p)
{
	gboolean locked = g_mutex_trylock(&m);

	n++;
	if (locked)
		g_mutex_unlock(&m);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("try", try, NULL);

	g_mutex_lock(&m);
	n++;
	g_mutex_unlock(&m);
	g_thread_join(t);
	return 0;
}
