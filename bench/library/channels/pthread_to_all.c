/*
 * What one writes without a library for messages to all and for a value that is replaced: a mutex and a
 * condition variable; or, where nobody waits, a reader-writer lock.
 */
#include "peer.h"

#include <pthread.h>
#include <stdlib.h>

#define MAKE(message)                                                                                        \
	struct ring_##message {                                                                              \
		pthread_mutex_t lock;                                                                        \
		pthread_cond_t has_more;                                                                     \
		uint64_t sent;                                                                               \
		size_t capacity; /* the last so many are kept; a power of two */                             \
		struct message *slots;                                                                       \
	};                                                                                                   \
                                                                                                             \
	static struct ring_##message *new_ring_##message(const struct load *l)                               \
	{                                                                                                    \
		struct ring_##message *q = calloc(1, sizeof *q);                                             \
                                                                                                             \
		pthread_mutex_init(&q->lock, NULL);                                                          \
		pthread_cond_init(&q->has_more, NULL);                                                       \
		q->capacity = l->capacity;                                                                   \
		q->slots = malloc(q->capacity * sizeof *q->slots);                                           \
		return q;                                                                                    \
	}                                                                                                    \
                                                                                                             \
	static void delete_ring_##message(struct ring_##message *q)                                          \
	{                                                                                                    \
		pthread_mutex_destroy(&q->lock);                                                             \
		pthread_cond_destroy(&q->has_more);                                                          \
		free(q->slots);                                                                              \
		free(q);                                                                                     \
	}                                                                                                    \
                                                                                                             \
	static void put_##message(struct ring_##message *q, struct message m)                                \
	{                                                                                                    \
		pthread_mutex_lock(&q->lock);                                                                \
		q->slots[q->sent++ & (q->capacity - 1)] = m;                                                 \
		pthread_cond_broadcast(&q->has_more);                                                        \
		pthread_mutex_unlock(&q->lock);                                                              \
	}                                                                                                    \
                                                                                                             \
	static bool next_##message(struct ring_##message *q, uint64_t *next, struct message *m)              \
	{                                                                                                    \
		bool is_there;                                                                               \
                                                                                                             \
		pthread_mutex_lock(&q->lock);                                                                \
		while (q->sent == *next)                                                                     \
			pthread_cond_wait(&q->has_more, &q->lock);                                           \
		is_there = q->sent - *next <= q->capacity;                                                   \
		if (is_there)                                                                                \
			*m = q->slots[(*next)++ & (q->capacity - 1)];                                        \
		pthread_mutex_unlock(&q->lock);                                                              \
		return is_there;                                                                             \
	}                                                                                                    \
                                                                                                             \
	struct value_##message {                                                                             \
		pthread_mutex_t lock;                                                                        \
		pthread_cond_t is_new;                                                                       \
		uint64_t version;                                                                            \
		struct message value;                                                                        \
	};                                                                                                   \
                                                                                                             \
	static void new_value_##message(struct value_##message *v)                                           \
	{                                                                                                    \
		pthread_mutex_init(&v->lock, NULL);                                                          \
		pthread_cond_init(&v->is_new, NULL);                                                         \
	}                                                                                                    \
                                                                                                             \
	static void delete_value_##message(struct value_##message *v)                                        \
	{                                                                                                    \
		pthread_mutex_destroy(&v->lock);                                                             \
		pthread_cond_destroy(&v->is_new);                                                            \
	}                                                                                                    \
                                                                                                             \
	static void set_##message(struct value_##message *v, struct message m)                               \
	{                                                                                                    \
		pthread_mutex_lock(&v->lock);                                                                \
		v->value = m;                                                                                \
		v->version++;                                                                                \
		pthread_cond_broadcast(&v->is_new);                                                          \
		pthread_mutex_unlock(&v->lock);                                                              \
	}                                                                                                    \
                                                                                                             \
	static bool newer_##message(struct value_##message *v, uint64_t *had, struct message *m, bool waits) \
	{                                                                                                    \
		bool is_newer;                                                                               \
                                                                                                             \
		pthread_mutex_lock(&v->lock);                                                                \
		while (waits && v->version == *had)                                                          \
			pthread_cond_wait(&v->is_new, &v->lock);                                             \
		is_newer = v->version != *had;                                                               \
		if (is_newer) {                                                                              \
			*m = v->value;                                                                       \
			*had = v->version;                                                                   \
		}                                                                                            \
		pthread_mutex_unlock(&v->lock);                                                              \
		return is_newer;                                                                             \
	}                                                                                                    \
                                                                                                             \
	static void get_##message(struct value_##message *v, struct message *m)                              \
	{                                                                                                    \
		pthread_mutex_lock(&v->lock);                                                                \
		*m = v->value;                                                                               \
		pthread_mutex_unlock(&v->lock);                                                              \
	}                                                                                                    \
                                                                                                             \
	struct shared_##message {                                                                            \
		pthread_rwlock_t lock;                                                                       \
		uint64_t version;                                                                            \
		struct message value;                                                                        \
	};                                                                                                   \
                                                                                                             \
	static void set_shared_##message(struct shared_##message *v, struct message m)                       \
	{                                                                                                    \
		pthread_rwlock_wrlock(&v->lock);                                                             \
		v->value = m;                                                                                \
		v->version++;                                                                                \
		pthread_rwlock_unlock(&v->lock);                                                             \
	}                                                                                                    \
                                                                                                             \
	static bool newer_shared_##message(struct shared_##message *v, uint64_t *had, struct message *m)     \
	{                                                                                                    \
		bool is_newer;                                                                               \
                                                                                                             \
		pthread_rwlock_rdlock(&v->lock);                                                             \
		is_newer = v->version != *had;                                                               \
		if (is_newer) {                                                                              \
			*m = v->value;                                                                       \
			*had = v->version;                                                                   \
		}                                                                                            \
		pthread_rwlock_unlock(&v->lock);                                                             \
		return is_newer;                                                                             \
	}                                                                                                    \
                                                                                                             \
	static void get_shared_##message(struct shared_##message *v, struct message *m)                      \
	{                                                                                                    \
		pthread_rwlock_rdlock(&v->lock);                                                             \
		*m = v->value;                                                                               \
		pthread_rwlock_unlock(&v->lock);                                                             \
	}
MAKE(message8)
MAKE(message64)

#define OF_(name, message) name##_##message
#define OF(name, message)  OF_(name, message)

#define PEER             pthread_ring
#define NAME             "pthread mutex and condvar"
#define QUEUE            struct OF(ring, MESSAGE)
#define NEW(l)           OF(new_ring, MESSAGE)(l)
#define DELETE(q)        OF(delete_ring, MESSAGE)(q)
#define RECEIVER         uint64_t
#define SUBSCRIBE(q)     ((q)->sent)
#define SEND(q, m)       OF(put, MESSAGE)(q, m)
#define RECEIVE(q, r, m) OF(next, MESSAGE)(q, r, m)
#define LOOPS            "broadcasts.h"
#include "both_sizes.h"

#define PEER                 pthread_value
#define NAME                 "pthread mutex and condvar"
#define WATCH                struct OF(value, MESSAGE)
#define NEW(w)               OF(new_value, MESSAGE)(w)
#define DELETE(w)            OF(delete_value, MESSAGE)(w)
#define RECEIVER             uint64_t
#define SUBSCRIBE(w)         ((w)->version)
#define SEND(w, m)           OF(set, MESSAGE)(w, m)
#define RECEIVE(w, r, m)     OF(newer, MESSAGE)(w, r, m, true)
#define TRY_RECEIVE(w, r, m) OF(newer, MESSAGE)(w, r, m, false)
#define GET(w, m)            OF(get, MESSAGE)(w, m)
#define LOOPS                "watches.h"
#include "both_sizes.h"

#define PEER                 pthread_shared
#define NAME                 "pthread_rwlock"
#define WATCH                struct OF(shared, MESSAGE)
#define NEW(w)               pthread_rwlock_init(&(w)->lock, NULL)
#define DELETE(w)            pthread_rwlock_destroy(&(w)->lock)
#define RECEIVER             uint64_t
#define SUBSCRIBE(w)         ((w)->version)
#define SEND(w, m)           OF(set_shared, MESSAGE)(w, m)
#define TRY_RECEIVE(w, r, m) OF(newer_shared, MESSAGE)(w, r, m)
#define GET(w, m)            OF(get_shared, MESSAGE)(w, m)
#define LOOPS                "watches.h"
#include "both_sizes.h"
