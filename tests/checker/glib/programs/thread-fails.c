/*
 * options: --thread-failures
 * expect: ok 2
 */
#include <glib.h>

static gpointer end(gpointer p)
{
	return p;
}

int main(void)
{
	GError *error = NULL;
	GThread *t = g_thread_try_new("end", end, NULL, &error);

	if (t)
		g_thread_join(t);
	else
		g_assert_error(error, G_THREAD_ERROR, G_THREAD_ERROR_AGAIN);
	g_clear_error(&error);
	return 0;
}
