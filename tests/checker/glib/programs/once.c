/* Three threads, a function and a variable that are for the first of them.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static int calls;

static gpointer make(gpointer p)
{
	calls++;
	return p;
}

static int *initialized(void)
{
	static gsize done;
	static int value;

	if (g_once_init_enter(&done)) {
		value = 42;
		g_once_init_leave(&done, 1);
	}
	return &value;
}

static gpointer use(gpointer p)
{
	static GOnce once = G_ONCE_INIT;

	g_assert_true(g_once(&once, make, &calls) == &calls);
	g_assert_cmpint(calls, ==, 1);
	g_assert_cmpint(*initialized(), ==, 42);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("use", use, NULL), *u = g_thread_new("use", use, NULL);

	use(NULL);
	g_thread_join(t);
	g_thread_join(u);
	return 0;
}
