/*
 * expect: misuse
 * report: g_cond_wait() with a mutex that the thread has not locked
 */
#include <glib.h>

static GMutex m;
static GCond c;

int main(void)
{
	g_cond_wait(&c, &m);
	return 0;
}
