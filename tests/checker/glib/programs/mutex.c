/* Three threads, a static mutex and one that is initialized.
 *
 * expect: ok 36
 * report: calls of these were taken as the steps that they are specified to be, and not looked into: GThread, GMutex
 * unsaid: as they are with --library
 * unsaid: cut short
 */
#include <glib.h>

G_LOCK_DEFINE_STATIC(first);
static GMutex second;
static int a, b;

static gpointer count(gpointer p)
{
	G_LOCK(first);
	a++;
	G_UNLOCK(first);
	g_mutex_lock(&second);
	b++;
	g_mutex_unlock(&second);
	return p;
}

int main(void)
{
	GThread *t[2];

	g_mutex_init(&second);
	for (int i = 0; i < 2; i++)
		t[i] = g_thread_new("count", count, NULL);
	count(NULL);
	for (int i = 0; i < 2; i++)
		g_thread_join(t[i]);
	g_assert_cmpint(a, ==, 3);
	g_assert_cmpint(b, ==, 3);
	g_mutex_clear(&second);
	return 0;
}
