/* Neither joined nor given back.
 *
 * expect: leak
 * report: g_thread_new
 */
#include <glib.h>

static gpointer end(gpointer p)
{
	return p;
}

int main(void)
{
	g_thread_new("end", end, NULL);
	return 0;
}
