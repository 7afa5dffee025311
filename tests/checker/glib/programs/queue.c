/* Two that push, one that pops: what it pops is its own.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static GAsyncQueue *q;

static gpointer push(gpointer n)
{
	int *message = g_new(int, 1);

	*message = GPOINTER_TO_INT(n);
	g_async_queue_push(q, message);
	return NULL;
}

int main(void)
{
	int sum = 0;

	q = g_async_queue_new();
	GThread *t = g_thread_new("push", push, GINT_TO_POINTER(1));
	GThread *u = g_thread_new("push", push, GINT_TO_POINTER(2));
	for (int i = 0; i < 2; i++) {
		int *message = g_async_queue_pop(q);
		sum += (*message)++;
		g_free(message);
	}
	g_assert_cmpint(sum, ==, 3);
	g_thread_join(t);
	g_thread_join(u);
	g_async_queue_unref(q);
	return 0;
}
