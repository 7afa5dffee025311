/* What is in a queue without a function that frees it is lost with the queue.
 *
 * expect: leak
 * report: queue-leak.c:14
 */
#include <glib.h>

int main(void)
{
	GAsyncQueue *freeing = g_async_queue_new_full(g_free), *q = g_async_queue_new();

	g_async_queue_push(freeing, g_new0(int, 1));
	g_async_queue_unref(freeing);
	g_async_queue_push(q, g_new0(int, 2));
	g_async_queue_unref(q);
	return 0;
}
