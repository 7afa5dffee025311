/* A plugin that uses libacqrel, of which threads remember something until they end. */
#include <acqrel/robust_mutex.h>
#include <acqrel/thread.h>

__attribute__((visibility("default"))) int plugin_use(void);

int plugin_use(void)
{
	static ar_robust_mutex lock;
	int error = ar_robust_mutex_lock(&lock);

	ar_robust_mutex_unlock(&lock);
	return error == 0 && ar_thread_id(ar_thread_current()) > 0;
}
