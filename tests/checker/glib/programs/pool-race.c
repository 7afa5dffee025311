/* Two tasks, one variable.
 *
 * expect: data-race
 * report: data race on `done`
 */
#include <glib.h>

static int done;

static void work(gpointer task, gpointer user)
{
	done++;
}

int main(void)
{
	GThreadPool *p = g_thread_pool_new(work, NULL, 2, FALSE, NULL);

	for (int i = 1; i <= 2; i++)
		g_thread_pool_push(p, GINT_TO_POINTER(i), NULL);
	g_thread_pool_free(p, FALSE, TRUE);
	return 0;
}
