#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdlib.h>

/* A token under a mutex with a condition variable: what there is for parking. */
struct seat {
	pthread_mutex_t lock;
	pthread_cond_t given;
	bool token;
};

static void take_seat(struct seat *s)
{
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->given, NULL);
	s->token = false;
}

static void unpark(struct seat *s)
{
	pthread_mutex_lock(&s->lock);
	s->token = true;
	pthread_mutex_unlock(&s->lock);
	pthread_cond_signal(&s->given);
}

static void park(struct seat *s)
{
	pthread_mutex_lock(&s->lock);
	while (!s->token)
		pthread_cond_wait(&s->given, &s->lock);
	s->token = false;
	pthread_mutex_unlock(&s->lock);
}

static void *nothing(void *arg)
{
	return arg;
}

static void start_one(pthread_t *t)
{
	if (pthread_create(t, NULL, nothing, NULL))
		abort();
	pthread_join(*t, NULL);
}

#define LIBRARY       "pthread"
#define PEERS         pthread_peers
#define MUTEX         pthread_mutex_t
#define CONDVAR       pthread_cond_t
#define LOCK(m)       pthread_mutex_lock(m)
#define UNLOCK(m)     pthread_mutex_unlock(m)
#define WAIT(cv, m)   pthread_cond_wait(cv, m)
#define NOTIFY_ONE(c) pthread_cond_signal(c)
#define NOTIFY_ALL(c) pthread_cond_broadcast(c)

#define SEMAPHORE     sem_t
#define SEM_NEW(s, n) sem_init(s, 0, n)
#define SEM_POST(s)   sem_post(s)
#define SEM_WAIT(s)   sem_wait(s)

#define BARRIER            pthread_barrier_t
#define BARRIER_NEW(b, n)  pthread_barrier_init(b, NULL, (unsigned)(n))
#define BARRIER_WAIT(b, n) pthread_barrier_wait(b)

#define SEAT         struct seat
#define SEAT_BYTES   sizeof(struct seat)
#define SEAT_TAKE(s) take_seat(s)
#define PARK(s)      park(s)
#define UNPARK(s)    unpark(s)

#define THREAD                   pthread_t
#define THREAD_START_AND_JOIN(t) start_one(t)

#define ONCE            pthread_once_t
#define ONCE_NEW(o)     (*(o) = PTHREAD_ONCE_INIT)
#define ONCE_CALL(o, f) pthread_once(o, f)
#include "loops.h"
