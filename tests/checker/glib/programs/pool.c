/* Two threads, three tasks.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static int done, plain[4];

static void work(gpointer task, gpointer user)
{
	plain[GPOINTER_TO_INT(task)]++;
	g_atomic_int_inc((int *)user);
}

int main(void)
{
	GThreadPool *p = g_thread_pool_new(work, &done, 2, FALSE, NULL);

	for (int i = 1; i <= 3; i++)
		g_assert_true(g_thread_pool_push(p, GINT_TO_POINTER(i), NULL));
	g_thread_pool_free(p, FALSE, TRUE);
	g_assert_cmpint(done, ==, 3);
	g_assert_cmpint(plain[1] + plain[2] + plain[3], ==, 3);
	return 0;
}
