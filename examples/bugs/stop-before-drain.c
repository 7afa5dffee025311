/*
 * A logger that is stopped: writers look at the stop flag and then queue their line; the logger drains the
 * queue and ends once it sees the flag. Between a writer's look and its line the flag may go up and the
 * logger may drain and end: the line is accepted and lost. That the logger looks at the flag before it
 * drains is right and not enough.
 *
 * Source: Brian Goetz and others, "Java Concurrency in Practice", Addison-Wesley, 2006, section 7.2.1: a
 * logging service and an unreliable way to shut it down.
 * Fix: look and queue under the lock under which the flag is raised.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static atomic_bool stopped;
static int queued, logged;

static bool log_line(void)
{
#ifdef FIXED
	pthread_mutex_lock(&mutex);
	/* relaxed: the mutex orders it */
	bool accepted = !atomic_load_explicit(&stopped, memory_order_relaxed);
#else
	/* seq_cst: WRONG, as any order is: it may be raised right after this */
	bool accepted = !atomic_load(&stopped);
	pthread_mutex_lock(&mutex);
#endif
	queued += accepted;
	pthread_mutex_unlock(&mutex);
	return accepted;
}

static void stop_and_drain(void)
{
	pthread_mutex_lock(&mutex);
	/* seq_cst: the mutex orders it for those who look under it, the others see it sooner or later */
	atomic_store(&stopped, true);
	logged += queued;
	queued = 0;
	pthread_mutex_unlock(&mutex);
}

static void *writer(void *accepted)
{
	*(bool *)accepted = log_line();
	return NULL;
}

int main(void)
{
	pthread_t other;
	bool accepted;

	pthread_create(&other, NULL, writer, &accepted);
	stop_and_drain();
	pthread_join(other, NULL);
	assert(logged == accepted); /* no line that was accepted is lost */
	return 0;
}
