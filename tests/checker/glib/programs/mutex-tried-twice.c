/*
 * expect: misuse
 * report: g_mutex_trylock() of a mutex that the thread has locked already
 */
#include <glib.h>

static GMutex m;

int main(void)
{
	g_mutex_lock(&m);
	return g_mutex_trylock(&m);
}
