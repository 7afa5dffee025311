/* The thread that has waited longest need not be the one that a signal wakes.
 *
 * options: --main-returns=exit --no-leaks
 * expect: assertion
 */
#include <glib.h>

static GMutex m;
static GCond c;
static int waiting, woken;

static gpointer await(gpointer p)
{
	g_mutex_lock(&m);
	int mine = ++waiting;
	g_cond_wait(&c, &m);
	if (!woken)
		woken = mine;
	g_mutex_unlock(&m);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("await", await, NULL), *u = g_thread_new("await", await, NULL);

	g_mutex_lock(&m);
	gboolean both = waiting == 2;
	if (both)
		g_cond_signal(&c);
	g_mutex_unlock(&m);
	if (!both)
		return 0; /* which is of no interest here */
	g_mutex_lock(&m);
	g_assert_cmpint(woken, !=, 2);
	g_mutex_unlock(&m);
	g_thread_unref(t);
	g_thread_unref(u);
	return 0;
}
