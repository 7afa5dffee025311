/* An event loop waits in poll(), which is not modelled.
 *
 * expect: unsupported|incomplete
 */
#include <glib.h>

static GMainLoop *loop;

static gboolean quit(gpointer p)
{
	g_main_loop_quit(loop);
	return G_SOURCE_REMOVE;
}

static gpointer post(gpointer p)
{
	g_idle_add(quit, NULL);
	return p;
}

int main(void)
{
	loop = g_main_loop_new(NULL, FALSE);
	GThread *t = g_thread_new("post", post, NULL);
	g_main_loop_run(loop);
	g_thread_join(t);
	g_main_loop_unref(loop);
	return 0;
}
