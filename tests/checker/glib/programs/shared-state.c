/* What GLib keeps for all threads, under a lock of its own: what the orders of these calls come to is not
 * explored, and that is said.
 *
 * expect: incomplete|unsupported
 * report: libglib-2.0.so
 */
#include <glib.h>

static gpointer ask(gpointer name)
{
	return GUINT_TO_POINTER(g_quark_from_string(name));
}

int main(void)
{
	GThread *t = g_thread_new("ask", ask, "one");

	ask("two");
	g_thread_join(t);
	return 0;
}
