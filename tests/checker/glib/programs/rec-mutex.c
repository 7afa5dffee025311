/*
 * expect: ok 2
 * unsaid: cut short
 */
#include <glib.h>

static GRecMutex m;
static int n;

static gpointer count(gpointer p)
{
	g_rec_mutex_lock(&m);
	g_rec_mutex_lock(&m);
	n++;
	g_rec_mutex_unlock(&m);
	g_assert_true(g_rec_mutex_trylock(&m));
	n++;
	g_rec_mutex_unlock(&m);
	g_rec_mutex_unlock(&m);
	return p;
}

int main(void)
{
	g_rec_mutex_init(&m);
	GThread *t = g_thread_new("count", count, NULL);
	count(NULL);
	g_thread_join(t);
	g_assert_cmpint(n, ==, 4);
	g_rec_mutex_clear(&m);
	return 0;
}
