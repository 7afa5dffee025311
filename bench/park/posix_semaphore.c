/* A semaphore for each thread. It stacks its tokens, which these loops do not mind. */
#include <pthread.h>
#include <semaphore.h>
#include <stdlib.h>

#define PEER      posix_semaphore
#define PEER_NAME "sem_t"

typedef sem_t seat;
typedef pthread_t thread;

static void seat_init(seat *s)
{
	sem_init(s, 0, 0);
}

static void give(seat *s)
{
	sem_post(s);
}

static void take(seat *s)
{
	while (sem_wait(s) != 0)
		;
}

static thread start(void *(*f)(void *), void *arg)
{
	thread t;

	if (pthread_create(&t, NULL, f, arg) != 0)
		abort();
	return t;
}

static void wait_for(thread t)
{
	pthread_join(t, NULL);
}

#include "loops.h"
