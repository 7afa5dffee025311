/* A count that is for one thread, by two.
 *
 * expect: data-race
 */
#include <glib.h>

static gpointer release(gpointer p)
{
	g_rc_box_release(p);
	return NULL;
}

int main(void)
{
	int *box = g_rc_box_new(int);

	g_rc_box_acquire(box);
	GThread *t = g_thread_new("release", release, box);
	g_rc_box_release(box);
	g_thread_join(t);
	return 0;
}
