/*
 * A consumer that waits for an item while it holds the lock which the producer needs to bring one.
 *
 * Source: Edsger Dijkstra, "Cooperating Sequential Processes", Technological University Eindhoven, 1965;
 * Allen Downey, "The Little Book of Semaphores", section 4.1: the order of the two waits matters.
 * Fix: first wait for the item, then lock.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static sem_t items;
static int buffer;

static void *produce(void *arg)
{
	pthread_mutex_lock(&mutex);
	buffer++;
	pthread_mutex_unlock(&mutex);
	sem_post(&items);
	return arg;
}

int main(void)
{
	pthread_t other;

	sem_init(&items, 0, 0);
	pthread_create(&other, NULL, produce, NULL);
#ifdef FIXED
	sem_wait(&items);
	pthread_mutex_lock(&mutex);
#else
	pthread_mutex_lock(&mutex);
	sem_wait(&items); /* WRONG: no thread can post */
#endif
	buffer--;
	pthread_mutex_unlock(&mutex);
	pthread_join(other, NULL);
	sem_destroy(&items);
	return 0;
}
