/* Boxes, counts, and GLib's own objects that are counted.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>

static gatomicrefcount count;
static int cleared;

static void clear(gpointer p)
{
	g_assert_cmpint(*(int *)p, ==, 7);
	cleared++;
}

struct both {
	int *box;
	GBytes *bytes;
};

static gpointer release(gpointer p)
{
	struct both *b = p;

	g_assert_cmpint(*(const char *)g_bytes_get_data(b->bytes, NULL), ==, 'a');
	g_bytes_unref(b->bytes);
	g_atomic_rc_box_release_full(b->box, clear);
	g_atomic_ref_count_dec(&count);
	return NULL;
}

int main(void)
{
	struct both b = {g_atomic_rc_box_new(int), g_bytes_new_take(g_strdup("a"), 2)};

	g_atomic_ref_count_init(&count);
	g_atomic_ref_count_inc(&count);
	*b.box = 7;
	g_atomic_rc_box_acquire(b.box);
	g_bytes_ref(b.bytes);
	GThread *t = g_thread_new("release", release, &b);
	g_bytes_unref(b.bytes);
	g_atomic_rc_box_release_full(b.box, clear);
	g_thread_join(t);
	g_assert_cmpint(cleared, ==, 1);
	g_assert_true(g_atomic_ref_count_dec(&count));
	return 0;
}
