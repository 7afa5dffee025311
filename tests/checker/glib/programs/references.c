/* Whoever gives back the last reference frees, and has seen what the others did before.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

struct object {
	gint references;
	gatomicrefcount count;
	int fields[2];
};

static gpointer release(gpointer p)
{
	struct object *o = p;

	o->fields[0] = 1;
	if (g_atomic_int_dec_and_test(&o->references)) {
		g_assert_cmpint(o->fields[0] + o->fields[1], ==, 2);
		g_free(o);
	}
	return NULL;
}

int main(void)
{
	struct object *o = g_new0(struct object, 1);

	g_atomic_int_set(&o->references, 2);
	GThread *t = g_thread_new("release", release, o);
	o->fields[1] = 1;
	if (g_atomic_int_dec_and_test(&o->references)) {
		g_assert_cmpint(o->fields[0] + o->fields[1], ==, 2);
		g_free(o);
	}
	g_thread_join(t);
	return 0;
}
