/* Two wait for different things: a signal may wake the wrong one.
 *
 * expect: lost-wakeup
 */
#include <glib.h>

static GMutex m;
static GCond c;
static int done[2];

static gpointer await(gpointer flag)
{
	g_mutex_lock(&m);
	while (!*(int *)flag)
		g_cond_wait(&c, &m);
	g_mutex_unlock(&m);
	return NULL;
}

int main(void)
{
	GThread *t = g_thread_new("await", await, &done[0]), *u = g_thread_new("await", await, &done[1]);

	for (int i = 0; i < 2; i++) {
		g_mutex_lock(&m);
		done[i] = 1;
		g_cond_signal(&c);
		g_mutex_unlock(&m);
	}
	g_thread_join(t);
	g_thread_join(u);
	return 0;
}
