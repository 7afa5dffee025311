/* The message may come too late.
 *
 * expect: assertion
 */
#include <glib.h>

static GAsyncQueue *q;

static gpointer push(gpointer p)
{
	g_async_queue_push(q, q);
	return p;
}

int main(void)
{
	q = g_async_queue_new();
	GThread *t = g_thread_new("push", push, NULL);
	g_assert_nonnull(g_async_queue_timeout_pop(q, 1000));
	g_thread_join(t);
	g_async_queue_unref(q);
	return 0;
}
