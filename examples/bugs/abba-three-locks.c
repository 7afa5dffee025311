/*
 * A deadlock across three locks: no two threads take the same two locks, so no pair of them is ever in the
 * wrong order, and yet each can wait for the next one's lock in a circle. It takes all three threads at the
 * same point, which is why tests do not meet it.
 *
 * Source: Edsger Dijkstra, "Hierarchical Ordering of Sequential Processes", Acta Informatica 1, 1971: the
 * dining philosophers; E. G. Coffman, M. J. Elphick and A. Shoshani, "System Deadlocks", ACM Computing
 * Surveys 3(2), 1971: a circle of waiting as one of four conditions.
 * Fix: an order of the locks, and everybody takes the lower one first.
 */
#include <pthread.h>
#include <stddef.h>

#define SEATS 3

static pthread_mutex_t forks[SEATS] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
                                       PTHREAD_MUTEX_INITIALIZER};
static int seats[SEATS] = {0, 1, 2};

static void *dine(void *arg)
{
	int left = *(int *)arg, right = (left + 1) % SEATS;

#ifdef FIXED
	if (left > right) {
		left = right;
		right = *(int *)arg;
	}
#endif
	pthread_mutex_lock(&forks[left]);
	pthread_mutex_lock(&forks[right]); /* WRONG unless the left one is the lower */
	pthread_mutex_unlock(&forks[right]);
	pthread_mutex_unlock(&forks[left]);
	return NULL;
}

int main(void)
{
	pthread_t others[SEATS - 1];

	for (int i = 0; i < SEATS - 1; i++)
		pthread_create(&others[i], NULL, dine, &seats[i + 1]);
	dine(&seats[0]);
	for (int i = 0; i < SEATS - 1; i++)
		pthread_join(others[i], NULL);
	return 0;
}
