/* Looked at after it was given back.
 *
 * expect: use-after-free|double-free
 */
#include <glib.h>

static gpointer release(gpointer p)
{
	gint *references = p;

	g_atomic_int_add(references, -1);
	if (g_atomic_int_get(references) == 0)
		g_free(references);
	return NULL;
}

int main(void)
{
	gint *references = g_new0(gint, 1);

	g_atomic_int_set(references, 2);
	GThread *t = g_thread_new("release", release, references);
	release(references);
	g_thread_join(t);
	return 0;
}
