/* Two that pop, and one message.
 *
 * expect: deadlock|lost-wakeup
 * report: g_async_queue_pop(q)
 */
#include <glib.h>

static GAsyncQueue *q;

static gpointer pop(gpointer p)
{
	g_async_queue_pop(q);
	return p;
}

int main(void)
{
	q = g_async_queue_new();
	GThread *t = g_thread_new("pop", pop, NULL), *u = g_thread_new("pop", pop, NULL);
	g_async_queue_push(q, q);
	g_thread_join(t);
	g_thread_join(u);
	g_async_queue_unref(q);
	return 0;
}
