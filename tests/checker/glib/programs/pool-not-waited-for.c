/* The pool is freed, but its tasks may still be under way.
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
	GThreadPool *p = g_thread_pool_new(work, NULL, 1, FALSE, NULL);

	g_thread_pool_push(p, p, NULL);
	g_thread_pool_free(p, FALSE, FALSE);
	return done < 0;
}
