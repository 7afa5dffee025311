/* What one writes without a library: a mutex and condition variables around a ring, which grows if it may. */
#include "peer.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define MAKE(message)                                                                          \
	struct queue_##message {                                                               \
		pthread_mutex_t lock;                                                          \
		pthread_cond_t has_room, has_message;                                          \
		size_t capacity, first, count;                                                 \
		bool grows;                                                                    \
		struct message *slots;                                                         \
	};                                                                                     \
                                                                                               \
	static struct queue_##message *new_##message(const struct load *l)                     \
	{                                                                                      \
		struct queue_##message *q = calloc(1, sizeof *q);                              \
                                                                                               \
		pthread_mutex_init(&q->lock, NULL);                                            \
		pthread_cond_init(&q->has_room, NULL);                                         \
		pthread_cond_init(&q->has_message, NULL);                                      \
		q->grows = l->capacity == SIZE_MAX;                                            \
		q->capacity = q->grows ? 16 : l->capacity;                                     \
		q->slots = malloc(q->capacity * sizeof *q->slots);                             \
		return q;                                                                      \
	}                                                                                      \
                                                                                               \
	static void delete_##message(struct queue_##message *q)                                \
	{                                                                                      \
		pthread_mutex_destroy(&q->lock);                                               \
		pthread_cond_destroy(&q->has_room);                                            \
		pthread_cond_destroy(&q->has_message);                                         \
		free(q->slots);                                                                \
		free(q);                                                                       \
	}                                                                                      \
                                                                                               \
	static void grow_##message(struct queue_##message *q)                                  \
	{                                                                                      \
		struct message *slots = malloc(2 * q->capacity * sizeof *slots);               \
		size_t upper = q->capacity - q->first;                                         \
                                                                                               \
		memcpy(slots, q->slots + q->first, upper * sizeof *slots);                     \
		memcpy(slots + upper, q->slots, q->first * sizeof *slots);                     \
		free(q->slots);                                                                \
		q->slots = slots;                                                              \
		q->first = 0;                                                                  \
		q->capacity *= 2;                                                              \
	}                                                                                      \
                                                                                               \
	static void send_##message(struct queue_##message *q, struct message m)                \
	{                                                                                      \
		pthread_mutex_lock(&q->lock);                                                  \
		if (q->count == q->capacity && q->grows)                                       \
			grow_##message(q);                                                     \
		while (q->count == q->capacity)                                                \
			pthread_cond_wait(&q->has_room, &q->lock);                             \
		size_t place = q->first + q->count++;                                          \
		q->slots[place < q->capacity ? place : place - q->capacity] = m;               \
		pthread_cond_signal(&q->has_message);                                          \
		pthread_mutex_unlock(&q->lock);                                                \
	}                                                                                      \
                                                                                               \
	static void receive_##message(struct queue_##message *q, struct message *m)            \
	{                                                                                      \
		pthread_mutex_lock(&q->lock);                                                  \
		while (q->count == 0)                                                          \
			pthread_cond_wait(&q->has_message, &q->lock);                          \
		*m = q->slots[q->first];                                                       \
		q->first = q->first + 1 < q->capacity ? q->first + 1 : 0;                      \
		q->count--;                                                                    \
		pthread_cond_signal(&q->has_room);                                             \
		pthread_mutex_unlock(&q->lock);                                                \
	}                                                                                      \
                                                                                               \
	/* Without room: a sender puts its message down, and waits until it has been taken. */ \
	struct table_##message {                                                               \
		pthread_mutex_t lock;                                                          \
		pthread_cond_t is_free, is_laid, is_taken;                                     \
		uint64_t laid, taken;                                                          \
		struct message message;                                                        \
	};                                                                                     \
                                                                                               \
	static struct table_##message *new_table_##message(const struct load *l)               \
	{                                                                                      \
		struct table_##message *t = calloc(1, sizeof *t);                              \
                                                                                               \
		(void)l;                                                                       \
		pthread_mutex_init(&t->lock, NULL);                                            \
		pthread_cond_init(&t->is_free, NULL);                                          \
		pthread_cond_init(&t->is_laid, NULL);                                          \
		pthread_cond_init(&t->is_taken, NULL);                                         \
		return t;                                                                      \
	}                                                                                      \
                                                                                               \
	static void lay_##message(struct table_##message *t, struct message m)                 \
	{                                                                                      \
		pthread_mutex_lock(&t->lock);                                                  \
		while (t->laid != t->taken)                                                    \
			pthread_cond_wait(&t->is_free, &t->lock);                              \
		t->message = m;                                                                \
		uint64_t ours = ++t->laid;                                                     \
		pthread_cond_signal(&t->is_laid);                                              \
		while (t->taken < ours)                                                        \
			pthread_cond_wait(&t->is_taken, &t->lock);                             \
		pthread_mutex_unlock(&t->lock);                                                \
	}                                                                                      \
                                                                                               \
	static void take_##message(struct table_##message *t, struct message *m)               \
	{                                                                                      \
		pthread_mutex_lock(&t->lock);                                                  \
		while (t->laid == t->taken)                                                    \
			pthread_cond_wait(&t->is_laid, &t->lock);                              \
		*m = t->message;                                                               \
		t->taken++;                                                                    \
		pthread_cond_signal(&t->is_free);                                              \
		pthread_cond_broadcast(&t->is_taken);                                          \
		pthread_mutex_unlock(&t->lock);                                                \
	}
MAKE(message8)
MAKE(message64)

#define OF_(name, message) name##_##message
#define OF(name, message)  OF_(name, message)

#define PEER          pthread_queue
#define NAME          "pthread mutex and condvars"
#define FAMILIES      SPSC | BOUNDED | UNBOUNDED
#define QUEUE         struct OF(queue, MESSAGE)
#define NEW(l)        OF(new, MESSAGE)(l)
#define DELETE(q)     OF(delete, MESSAGE)(q)
#define SEND(q, m)    OF(send, MESSAGE)(q, m)
#define RECEIVE(q, m) OF(receive, MESSAGE)(q, m)
#include "sizes.h"

#define PEER          pthread_table
#define NAME          "pthread mutex and condvars"
#define FAMILIES      RENDEZVOUS
#define QUEUE         struct OF(table, MESSAGE)
#define NEW(l)        OF(new_table, MESSAGE)(l)
#define DELETE(q)     free(q)
#define SEND(q, m)    OF(lay, MESSAGE)(q, m)
#define RECEIVE(q, m) OF(take, MESSAGE)(q, m)
#include "sizes.h"

struct flag {
	pthread_mutex_t lock;
	pthread_cond_t is_set;
	bool set;
	struct message8 message;
};

static void new_flag(struct flag *f)
{
	pthread_mutex_init(&f->lock, NULL);
	pthread_cond_init(&f->is_set, NULL);
	f->set = false;
}

static void delete_flag(struct flag *f)
{
	pthread_mutex_destroy(&f->lock);
	pthread_cond_destroy(&f->is_set);
}

static void set_flag(struct flag *f, struct message8 m)
{
	pthread_mutex_lock(&f->lock);
	f->message = m;
	f->set = true;
	pthread_cond_signal(&f->is_set);
	pthread_mutex_unlock(&f->lock);
}

static void get_flag(struct flag *f, struct message8 *m)
{
	pthread_mutex_lock(&f->lock);
	while (!f->set)
		pthread_cond_wait(&f->is_set, &f->lock);
	*m = f->message;
	pthread_mutex_unlock(&f->lock);
}

#define PEER          pthread_flag
#define NAME          "pthread mutex and condvar"
#define ONESHOT       struct flag
#define NEW(o)        new_flag(o)
#define DELETE(o)     delete_flag(o)
#define SEND(o, m)    set_flag(o, m)
#define RECEIVE(o, m) get_flag(o, m)
#include "oneshots.h"
