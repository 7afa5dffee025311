/*
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static int done;

static void work(gpointer task, gpointer user)
{
	g_free(task);
	g_atomic_int_inc(&done);
}

int main(void)
{
	GThreadPool *p = g_thread_pool_new(work, NULL, 2, TRUE, NULL);

	g_assert_cmpint(g_thread_pool_get_num_threads(p), ==, 2);
	for (int i = 0; i < 2; i++)
		g_thread_pool_push(p, g_new0(int, 1), NULL);
	g_thread_pool_free(p, FALSE, TRUE);
	g_assert_cmpint(done, ==, 2);
	return 0;
}
