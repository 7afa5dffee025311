/*
 * A worker and its two jobs: with the library's own steps nobody would see the end of it. As many executions as
 * with pthreads.
 *
 * expect: ok 20
 * report: calls of these were taken as the steps that they are specified to be
 * report: ar_mutex, ar_condvar
 */
#undef NDEBUG
#include <acqrel/condvar.h>
#include <acqrel/mutex.h>
#include <assert.h>
#include <pthread.h>
#include <stdbool.h>

static ar_mutex m;
static ar_condvar changed;
static int jobs, done;
static bool stop;

static void *worker(void *arg)
{
	AR_LOCKED(&m)
		for (;;) {
			while (!jobs && !stop)
				ar_condvar_wait(&changed, &m);
			if (!jobs)
				break;
			jobs--;
			ar_mutex_unlock(&m);
			done++;
			ar_mutex_lock(&m);
		}
	return arg;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, worker, NULL);
	for (int i = 0; i < 2; i++) {
		ar_mutex_lock(&m);
		jobs++;
		ar_condvar_notify_one(&changed);
		ar_mutex_unlock(&m);
	}
	ar_mutex_lock(&m);
	stop = true;
	ar_condvar_notify_all(&changed);
	ar_mutex_unlock(&m);
	pthread_join(t, NULL);
	assert(done == 2);
}
