/* Two that wait for what main makes.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static GMutex m;
static GCond c;
static int ready, taken;

static gpointer take(gpointer p)
{
	g_mutex_lock(&m);
	while (!ready)
		g_cond_wait(&c, &m);
	ready--;
	taken++;
	g_mutex_unlock(&m);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("take", take, NULL), *u = g_thread_new("take", take, NULL);

	g_mutex_lock(&m);
	ready = 2;
	g_cond_broadcast(&c);
	g_mutex_unlock(&m);
	g_thread_join(t);
	g_thread_join(u);
	g_assert_cmpint(taken, ==, 2);
	g_cond_clear(&c);
	return 0;
}
