/* What threads return, by return and by g_thread_exit(); references; and who one is.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static int plain;

static gpointer leave(gpointer p)
{
	plain++;
	g_assert_true(g_thread_self() != p);
	g_thread_exit(&plain);
	return NULL;
}

static gpointer give(gpointer p)
{
	g_thread_yield();
	return p;
}

int main(void)
{
	GThread *t = g_thread_ref(g_thread_new("leave", leave, g_thread_self()));

	g_assert_true(g_thread_join(t) == &plain);
	plain++;
	g_thread_unref(t);
	t = g_thread_new("give", give, &plain);
	g_thread_unref(g_thread_new(NULL, give, NULL));
	g_assert_true(g_thread_join(t) == &plain);
	g_assert_true(g_thread_self() == g_thread_self());
	return 0;
}
