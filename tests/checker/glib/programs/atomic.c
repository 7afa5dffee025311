/* As functions, which not all compilers need: seq_cst, so that one of the two sees the other.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static gint x, y, r;
static gpointer p;

static gpointer first(gpointer unused)
{
	(g_atomic_int_set)(&x, 1);
	r = (g_atomic_int_get)(&y);
	(g_atomic_pointer_compare_and_exchange)(&p, NULL, &x);
	return unused;
}

int main(void)
{
	GThread *t = g_thread_new("first", first, NULL);

	(g_atomic_int_set)(&y, 1);
	gint mine = (g_atomic_int_get)(&x);
	(g_atomic_pointer_compare_and_exchange)(&p, NULL, &y);
	g_thread_join(t);
	g_assert_true(mine || r);
	g_assert_true(p == &x || p == &y);
	g_assert_cmpint((g_atomic_int_add)(&x, 2), ==, 1);
	g_assert_true((g_atomic_int_dec_and_test)(&y));
	return 0;
}
