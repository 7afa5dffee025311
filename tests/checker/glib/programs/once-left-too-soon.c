/*
 * expect: data-race
 * report: data race on `value`
 */
#include <glib.h>

static int value;

static gpointer use(gpointer p)
{
	static gsize done;

	if (g_once_init_enter(&done)) {
		g_once_init_leave(&done, 1);
		value = 42;
	}
	return GINT_TO_POINTER(value);
}

int main(void)
{
	GThread *t = g_thread_new("use", use, NULL);

	use(NULL);
	g_thread_join(t);
	return 0;
}
