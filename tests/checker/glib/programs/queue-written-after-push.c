/*
 * expect: data-race
 * report: data race on the heap block allocated at
 * report: g_async_queue_push(q,
 */
#include <glib.h>

static GAsyncQueue *q;

static gpointer push(gpointer p)
{
	int *message = g_new0(int, 1);

	g_async_queue_push(q, message);
	*message = 1;
	return p;
}

int main(void)
{
	q = g_async_queue_new();
	GThread *t = g_thread_new("push", push, NULL);
	int *message = g_async_queue_pop(q);
	int n = *message;
	g_thread_join(t);
	g_free(message);
	g_async_queue_unref(q);
	return n > 1;
}
