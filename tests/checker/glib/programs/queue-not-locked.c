/*
 * expect: misuse
 * report: g_async_queue_push_unlocked() of a queue that the thread has not locked
 */
#include <glib.h>

int main(void)
{
	GAsyncQueue *q = g_async_queue_new();

	g_async_queue_push_unlocked(q, q);
	return 0;
}
