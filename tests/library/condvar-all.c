/*
 * One thread opens a gate for all others, again and again: notify_all lets all go, and none is left behind.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/condvar.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif
#ifndef NOTIFY_LOCKED
#define NOTIFY_LOCKED 0 /* is the mutex held when notifying? */
#endif
#ifndef ALL_WAIT
#define ALL_WAIT 0 /* does the gate open only when all others wait? */
#endif

static ar_mutex lock;
static ar_condvar opened, arrived;
static int gate AR_GUARDED_BY(lock), waiting AR_GUARDED_BY(lock), through AR_GUARDED_BY(lock);

static void *go_through(void *arg)
{
	int turns = AR_ITERATIONS(4000, 1);

	for (int i = 1; i <= turns; i++) {
		AR_LOCKED(&lock) {
			if (++waiting % (THREADS - 1) == 0)
				ar_condvar_notify_one(&arrived);
			while (gate < i)
				ar_condvar_wait(&opened, &lock);
			through++;
		}
	}
	return arg;
}

static void *open_gate(void *arg)
{
	int turns = AR_ITERATIONS(4000, 1);

	for (int i = 1; i <= turns; i++) {
		ar_mutex_lock(&lock);
		while (ALL_WAIT && waiting < i * (THREADS - 1))
			ar_condvar_wait(&arrived, &lock);
		gate++;
		if (NOTIFY_LOCKED)
			ar_condvar_notify_all(&opened);
		ar_mutex_unlock(&lock);
		if (!NOTIFY_LOCKED)
			ar_condvar_notify_all(&opened);
	}
	return arg;
}

int main(void)
{
	pthread_t threads[THREADS];

	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, i == 0 ? open_gate : go_through, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	AR_LOCKED(&lock) {
		assert(through == (THREADS - 1) * AR_ITERATIONS(4000, 1));
	}
	return 0;
}
