/* A token under a mutex with a condition variable. */
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#define PEER      pthread
#define PEER_NAME "pthread"

typedef struct {
	pthread_mutex_t lock;
	pthread_cond_t given;
	bool token;
} seat;
typedef pthread_t thread;

static void seat_init(seat *s)
{
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->given, NULL);
	s->token = false;
}

static void give(seat *s)
{
	pthread_mutex_lock(&s->lock);
	s->token = true;
	pthread_mutex_unlock(&s->lock);
	pthread_cond_signal(&s->given);
}

static void take(seat *s)
{
	pthread_mutex_lock(&s->lock);
	while (!s->token)
		pthread_cond_wait(&s->given, &s->lock);
	s->token = false;
	pthread_mutex_unlock(&s->lock);
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
