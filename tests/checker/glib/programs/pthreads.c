/* GLib's locks under threads of pthreads.
 *
 * expect: ok
 * unsaid: cut short
 */
#include <glib.h>
#include <pthread.h>

static GMutex m;
static int n;

static void *add(void *p)
{
	g_mutex_lock(&m);
	n++;
	g_mutex_unlock(&m);
	return p;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, add, NULL);
	add(NULL);
	pthread_join(t, NULL);
	return n != 2;
}
