/* Woken, but another thread was there before. `if` would have to be `while`.
 *
 * expect: assertion
 */
#include <glib.h>

static GMutex m;
static GCond c;
static int items;

static gpointer take(gpointer p)
{
	g_mutex_lock(&m);
	if (!items)
		g_cond_wait(&c, &m);
	g_assert_cmpint(items, >, 0);
	items--;
	g_mutex_unlock(&m);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("take", take, NULL), *u = g_thread_new("take", take, NULL);

	for (int i = 0; i < 2; i++) {
		g_mutex_lock(&m);
		items++;
		g_cond_signal(&c);
		g_mutex_unlock(&m);
	}
	g_thread_join(t);
	g_thread_join(u);
	return 0;
}
