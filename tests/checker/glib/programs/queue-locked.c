/* What is done under the queue's lock, nobody comes between.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static GAsyncQueue *q;
static int a = 1, b = 2;

static gpointer push(gpointer p)
{
	g_async_queue_lock(q);
	g_async_queue_push_unlocked(q, &a);
	g_async_queue_push_unlocked(q, &b);
	g_async_queue_unlock(q);
	return p;
}

int main(void)
{
	q = g_async_queue_new();
	GThread *t = g_thread_new("push", push, NULL);
	g_async_queue_lock(q);
	int *first = g_async_queue_pop_unlocked(q);
	int *second = g_async_queue_try_pop_unlocked(q);
	g_assert_true(first == &a && second == &b);
	g_assert_cmpint(g_async_queue_length_unlocked(q), ==, 0);
	g_async_queue_unlock(q);
	g_thread_join(t);
	g_async_queue_unref(q);
	return 0;
}
