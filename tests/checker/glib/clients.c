/*
 * Small clients of GLib, each with an outcome: natively the outcomes that were seen are printed, and under the
 * checker one that is not among those on the command line is an exit status. See natively.
 *
 * usage: clients CLIENT [OUTCOME...]
 */
#include <acqrel/check.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GMutex mutex;
static GCond cond;
static GRWLock rw_lock;
static GRecMutex rec_mutex;
static GAsyncQueue *queue;
static GThreadPool *pool;
static gint word, turn, first;
static int a = 1, b = 2;

/* Natively, so that not always the same thread comes first. */
static void delay(void)
{
	static gint seed;

	if (ar_checking())
		return;
	guint n = (guint)g_atomic_int_add(&seed, 1) * 2654435761u >> 20;
	if (n % 16 == 0)
		g_usleep(n % 128);
	for (volatile guint i = 0; i < n % 2048; i++)
		;
}

/* Which of two comes first. */
static void come(int who)
{
	g_atomic_int_compare_and_exchange(&first, 0, who);
}

#define THREAD(name)                      \
	static gpointer name(gpointer p); \
	static gpointer name(gpointer p)
#define OUTCOME(name) static int name(void)

/* --- Locks --------------------------------------------------------------------------------------------- */

THREAD(locks)
{
	delay();
	g_mutex_lock(&mutex);
	delay();
	g_mutex_unlock(&mutex);
	return p;
}

OUTCOME(trylock)
{
	GThread *t = g_thread_new("locks", locks, NULL);
	delay();
	int got = g_mutex_trylock(&mutex);
	if (got)
		g_mutex_unlock(&mutex);
	g_thread_join(t);
	return got;
}

THREAD(locks_twice)
{
	delay();
	g_rec_mutex_lock(&rec_mutex);
	g_rec_mutex_lock(&rec_mutex);
	g_rec_mutex_unlock(&rec_mutex);
	delay();
	g_rec_mutex_unlock(&rec_mutex);
	return p;
}

OUTCOME(rec_trylock)
{
	GThread *t = g_thread_new("locks", locks_twice, NULL);
	delay();
	int got = g_rec_mutex_trylock(&rec_mutex), again = got && g_rec_mutex_trylock(&rec_mutex);
	for (int i = 0; i < got + again; i++)
		g_rec_mutex_unlock(&rec_mutex);
	g_thread_join(t);
	return got + 2 * again;
}

THREAD(writes)
{
	delay();
	g_rw_lock_writer_lock(&rw_lock);
	delay();
	g_rw_lock_writer_unlock(&rw_lock);
	return p;
}

THREAD(reads)
{
	delay();
	g_rw_lock_reader_lock(&rw_lock);
	delay();
	g_rw_lock_reader_unlock(&rw_lock);
	return p;
}

OUTCOME(rw_trylock)
{
	GThread *t = g_thread_new("writes", writes, NULL), *u = g_thread_new("reads", reads, NULL);
	delay();
	int read = g_rw_lock_reader_trylock(&rw_lock);
	if (read)
		g_rw_lock_reader_unlock(&rw_lock);
	delay();
	int write = g_rw_lock_writer_trylock(&rw_lock);
	if (write)
		g_rw_lock_writer_unlock(&rw_lock);
	g_thread_join(t);
	g_thread_join(u);
	return read + 2 * write;
}

THREAD(locks_bit)
{
	delay();
	g_bit_lock(&word, 2);
	delay();
	g_bit_unlock(&word, 2);
	return p;
}

OUTCOME(bit_trylock)
{
	GThread *t = g_thread_new("locks", locks_bit, NULL);
	delay();
	int got = g_bit_trylock(&word, 2);
	if (got)
		g_bit_unlock(&word, 2);
	g_thread_join(t);
	return got;
}

/* --- Waiting ------------------------------------------------------------------------------------------- */

THREAD(signals)
{
	delay();
	g_mutex_lock(&mutex);
	turn = 1;
	g_cond_signal(&cond);
	g_mutex_unlock(&mutex);
	return p;
}

OUTCOME(cond_until)
{
	GThread *t = g_thread_new("signals", signals, NULL);
	g_mutex_lock(&mutex);
	int before = turn;
	int woken = before || g_cond_wait_until(&cond, &mutex, g_get_monotonic_time() + 60);
	int after = turn;
	g_mutex_unlock(&mutex);
	g_thread_join(t);
	return before + 2 * woken + 4 * after;
}

THREAD(waits)
{
	delay();
	g_mutex_lock(&mutex);
	while (!turn)
		g_cond_wait(&cond, &mutex);
	turn--;
	come(GPOINTER_TO_INT(p));
	g_mutex_unlock(&mutex);
	return p;
}

OUTCOME(cond_two)
{
	GThread *t = g_thread_new("waits", waits, GINT_TO_POINTER(1)),
		*u = g_thread_new("waits", waits, GINT_TO_POINTER(2));
	for (int i = 0; i < 2; i++) {
		delay();
		g_mutex_lock(&mutex);
		turn++;
		g_cond_signal(&cond);
		g_mutex_unlock(&mutex);
	}
	g_thread_join(t);
	g_thread_join(u);
	return first;
}

THREAD(runs)
{
	come(GPOINTER_TO_INT(p));
	return p;
}

THREAD(calls_once)
{
	static GOnce once;

	delay();
	if (p == &once) /* the next time */
		once = (GOnce)G_ONCE_INIT;
	else
		g_once(&once, runs, p);
	return &once;
}

OUTCOME(once)
{
	GThread *t = g_thread_new("calls", calls_once, GINT_TO_POINTER(1));
	gpointer again = calls_once(GINT_TO_POINTER(2));
	g_thread_join(t);
	calls_once(again);
	return first;
}

/* --- Queues -------------------------------------------------------------------------------------------- */

THREAD(pushes)
{
	delay();
	g_async_queue_push(queue, p);
	return NULL;
}

THREAD(pushes_front)
{
	delay();
	g_async_queue_push_front(queue, p);
	return NULL;
}

OUTCOME(queue_order)
{
	GThread *t = g_thread_new("pushes", pushes, &a), *u = g_thread_new("pushes", pushes_front, &b);
	delay();
	int *one = g_async_queue_pop(queue), *two = g_async_queue_pop(queue);
	g_thread_join(t);
	g_thread_join(u);
	return *one + 10 * *two;
}

OUTCOME(queue_try)
{
	GThread *t = g_thread_new("pushes", pushes, &a), *u = g_thread_new("pushes", pushes, &b);
	delay();
	int *one = g_async_queue_try_pop(queue);
	delay();
	int *two = g_async_queue_timeout_pop(queue, 50);
	g_thread_join(t);
	g_thread_join(u);
	while (g_async_queue_try_pop(queue))
		;
	return (one ? *one : 0) + 10 * (two ? *two : 0);
}

THREAD(pops)
{
	delay();
	return g_async_queue_pop(queue);
}

OUTCOME(queue_poppers)
{
	GThread *t = g_thread_new("pops", pops, NULL), *u = g_thread_new("pops", pops, NULL);
	delay();
	g_async_queue_push(queue, &a);
	delay();
	g_async_queue_push(queue, &b);
	int *one = g_thread_join(t), *two = g_thread_join(u);
	return *one + 10 * *two;
}

OUTCOME(queue_length)
{
	GThread *t = g_thread_new("pops", pops, NULL);
	delay();
	int before = g_async_queue_length(queue);
	g_async_queue_push(queue, &a);
	int after = g_async_queue_length(queue);
	g_async_queue_push(queue, &b);
	g_thread_join(t);
	int end = g_async_queue_length(queue);
	g_async_queue_pop(queue);
	return before + 1 + 10 * (after + 1) + 100 * end;
}

OUTCOME(queue_locked)
{
	GThread *t = g_thread_new("pushes", pushes, &a);
	delay();
	g_async_queue_lock(queue);
	int *one = g_async_queue_try_pop_unlocked(queue);
	delay();
	int length = g_async_queue_length_unlocked(queue);
	int *two = one ? NULL : g_async_queue_timeout_pop_unlocked(queue, 50);
	g_async_queue_unlock(queue);
	g_thread_join(t);
	while (g_async_queue_try_pop(queue))
		;
	return (one != NULL) + 2 * (two != NULL) + 10 * length;
}

/* --- Pools --------------------------------------------------------------------------------------------- */

static void work(gpointer task, gpointer user)
{
	delay();
	come(*(int *)task);
	g_atomic_int_inc((gint *)user);
}

OUTCOME(pool_order)
{
	pool = g_thread_pool_new(work, &turn, 2, FALSE, NULL);
	g_thread_pool_push(pool, &a, NULL);
	delay();
	g_thread_pool_push(pool, &b, NULL);
	guint left = g_thread_pool_unprocessed(pool);
	g_thread_pool_free(pool, FALSE, TRUE);
	return first + 4 * (int)left + 16 * turn;
}

OUTCOME(pool_exclusive)
{
	pool = g_thread_pool_new(work, &turn, 1, TRUE, NULL);
	g_thread_pool_push(pool, &a, NULL);
	g_thread_pool_push(pool, &b, NULL);
	delay();
	guint left = g_thread_pool_unprocessed(pool);
	g_thread_pool_move_to_front(pool, &b);
	g_thread_pool_free(pool, FALSE, TRUE);
	return first + 4 * (int)left + 16 * turn;
}

OUTCOME(pool_immediate)
{
	pool = g_thread_pool_new(work, &turn, 1, FALSE, NULL);
	g_thread_pool_push(pool, &a, NULL);
	g_thread_pool_push(pool, &b, NULL);
	delay();
	g_thread_pool_free(pool, TRUE, TRUE);
	return first + 4 * turn;
}

/* ------------------------------------------------------------------------------------------------------- */

static const struct client {
	const char *name;
	int (*outcome)(void);
} clients[] = {
	{"trylock", trylock},
	{"rec-trylock", rec_trylock},
	{"rw-trylock", rw_trylock},
	{"bit-trylock", bit_trylock},
	{"cond-until", cond_until},
	{"cond-two", cond_two},
	{"once", once},
	{"queue-order", queue_order},
	{"queue-try", queue_try},
	{"queue-poppers", queue_poppers},
	{"queue-length", queue_length},
	{"queue-locked", queue_locked},
	{"pool-order", pool_order},
	{"pool-exclusive", pool_exclusive},
	{"pool-immediate", pool_immediate},
};

#define MOST 250 /* outcomes: as many as exit statuses */

static int run(const struct client *c)
{
	turn = first = 0;
	int outcome = c->outcome();
	g_assert_true(outcome >= 0 && outcome < MOST);
	return outcome;
}

static void run_natively(const struct client *c)
{
	gint64 end = g_get_monotonic_time() + 300 * G_TIME_SPAN_MILLISECOND;
	char seen[MOST] = {0};

	while (g_get_monotonic_time() < end)
		seen[run(c)] = 1;
	for (int i = 0; i < MOST; i++)
		if (seen[i])
			printf("%d\n", i);
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		for (size_t i = 0; i < G_N_ELEMENTS(clients); i++)
			puts(clients[i].name);
		return 0;
	}
	const struct client *c = clients;
	while (strcmp(c->name, argv[1]))
		c++;
	queue = g_async_queue_new();
	if (!ar_checking()) {
		run_natively(c);
		return 0;
	}
	int outcome = run(c);
	for (int i = 2; i < argc; i++)
		if (atoi(argv[i]) == outcome)
			outcome = -1;
	g_async_queue_unref(queue);
	return outcome + 1;
}
