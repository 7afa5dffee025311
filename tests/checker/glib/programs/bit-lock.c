/* A bit of a number is the lock; the others are the program's.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static gint word = 8;
static gpointer pointer;
static int n;

static gpointer count(gpointer p)
{
	g_bit_lock(&word, 0);
	n++;
	g_bit_unlock(&word, 0);
	g_pointer_bit_lock(&pointer, 1);
	g_pointer_bit_unlock(&pointer, 1);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("count", count, NULL);

	g_atomic_int_or((guint *)&word, 16);
	count(NULL);
	if (g_bit_trylock(&word, 0))
		g_bit_unlock(&word, 0);
	g_thread_join(t);
	g_assert_cmpint(n, ==, 2);
	g_assert_cmpint(word, ==, 24);
	return 0;
}
