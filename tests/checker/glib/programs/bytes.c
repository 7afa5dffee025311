/* What is freed with the last reference, others have read before.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static char text[] = "a";

static void clear(gpointer p)
{
	*(char *)p = 0;
}

static gpointer read_text(gpointer bytes)
{
	g_assert_cmpint(text[0], ==, 'a');
	g_bytes_unref(bytes);
	return NULL;
}

int main(void)
{
	GBytes *bytes = g_bytes_new_with_free_func(text, 2, clear, text);

	GThread *t = g_thread_new("read", read_text, g_bytes_ref(bytes));
	read_text(bytes);
	g_thread_join(t);
	return text[0];
}
