/*
 * expect: misuse
 * report: g_once_init_leave() without g_once_init_enter()
 */
#include <glib.h>

static gsize done;

int main(void)
{
	g_once_init_leave(&done, 1);
	return 0;
}
