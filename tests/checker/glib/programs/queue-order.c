/* The order in the queue; sorting; taking out.
 *
 * expect: ok 1
 * unsaid: cut short
 */
#include <glib.h>

static gint compare(gconstpointer a, gconstpointer b, gpointer user)
{
	return GPOINTER_TO_INT(a) - GPOINTER_TO_INT(b);
}

int main(void)
{
	GAsyncQueue *q = g_async_queue_new();

	g_async_queue_push(q, GINT_TO_POINTER(3));
	g_async_queue_push(q, GINT_TO_POINTER(1));
	g_async_queue_push_front(q, GINT_TO_POINTER(5));
	g_async_queue_sort(q, compare, NULL);
	g_async_queue_push_sorted(q, GINT_TO_POINTER(4), compare, NULL);
	g_assert_true(g_async_queue_remove(q, GINT_TO_POINTER(3)));
	g_assert_false(g_async_queue_remove(q, GINT_TO_POINTER(7)));
	g_assert_cmpint(g_async_queue_length(q), ==, 3);
	g_assert_cmpint(GPOINTER_TO_INT(g_async_queue_pop(q)), ==, 1);
	g_assert_cmpint(GPOINTER_TO_INT(g_async_queue_try_pop(q)), ==, 4);
	g_assert_cmpint(GPOINTER_TO_INT(g_async_queue_timeout_pop(q, 1000)), ==, 5);
	g_assert_null(g_async_queue_try_pop(q));
	g_assert_null(g_async_queue_timeout_pop(q, 1000));
	g_async_queue_unref(q);
	return 0;
}
