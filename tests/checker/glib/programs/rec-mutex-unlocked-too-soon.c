/*
 * expect: data-race|misuse
 */
#include <glib.h>

static GRecMutex m;
static int n;

static gpointer count(gpointer p)
{
	g_rec_mutex_lock(&m);
	g_rec_mutex_lock(&m);
	g_rec_mutex_unlock(&m);
	g_rec_mutex_unlock(&m);
	n++;
	g_rec_mutex_unlock(&m);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("count", count, NULL);

	count(NULL);
	g_thread_join(t);
	return 0;
}
