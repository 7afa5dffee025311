/*
 * A condition that is made true outside the lock. The waiter looks at it under the lock, finds it false and
 * goes to sleep: looking and falling asleep are one step for all who hold the lock. Who changes the
 * condition without it can do so, and signal, between the two: no thread sleeps yet, and the signal is lost.
 *
 * Source: Andrew Birrell, "An Introduction to Programming with Threads", DEC Systems Research Center report
 * 35, 1989, on wake-up waiting; David Butenhof, "Programming with POSIX Threads", Addison-Wesley, 1997,
 * section 3.3.
 * Fix: change it under the lock. (The signal itself may come after the unlock.)
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static atomic_bool ready;

static void *waiter(void *arg)
{
	pthread_mutex_lock(&mutex);
	/* seq_cst: the mutex orders it; without that no order helps */
	while (!atomic_load(&ready))
		pthread_cond_wait(&changed, &mutex);
	pthread_mutex_unlock(&mutex);
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, waiter, NULL);
#ifdef FIXED
	pthread_mutex_lock(&mutex);
#endif
	/* seq_cst: WRONG outside the lock, as any order is */
	atomic_store(&ready, 1);
#ifdef FIXED
	pthread_mutex_unlock(&mutex);
#endif
	pthread_cond_signal(&changed);
	pthread_join(other, NULL);
	return 0;
}
