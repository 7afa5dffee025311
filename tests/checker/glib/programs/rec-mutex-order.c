/*
 * expect: deadlock
 */
#include <glib.h>

static GRecMutex a, b;

static gpointer forwards(gpointer p)
{
	g_rec_mutex_lock(&a);
	g_rec_mutex_lock(&b);
	g_rec_mutex_unlock(&b);
	g_rec_mutex_unlock(&a);
	return p;
}

int main(void)
{
	GThread *t = g_thread_new("forwards", forwards, NULL);

	g_rec_mutex_lock(&b);
	g_rec_mutex_lock(&a);
	g_rec_mutex_unlock(&a);
	g_rec_mutex_unlock(&b);
	g_thread_join(t);
	return 0;
}
