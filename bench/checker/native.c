/*
 * One operation, often: bench/checker/native builds it with COUNT and with CALL, which is what is to be
 * measured, and divides the time by the count.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
pthread_spinlock_t spin;
sem_t semaphore;
atomic_int number;
int *plain = &(int){0};

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

int main(void)
{
	pthread_spin_init(&spin, PTHREAD_PROCESS_PRIVATE);
	sem_init(&semaphore, 0, 1);
	double start = now();
	for (long i = 0; i < COUNT; i++) {
		CALL;
	}
	printf("%.3f\n", (now() - start) / COUNT);
	return 0;
}
