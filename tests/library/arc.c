/*
 * <acqrel/arc.h>: threads clone, drop, downgrade and upgrade handles to one value. It is dropped once, by the
 * last owner, who sees all that the others did; the memory goes with the last handle. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/arc.h>
#include <acqrel/check.h>

#include <assert.h>
#include <pthread.h>

#ifndef THREADS
#define THREADS 2
#endif

struct account {
	long seen[THREADS]; /* plain: each thread writes its own while it owns the account */
	long total;         /* the last owner's */
};

static ar_atomic_int drops;

static void account_drop(void *value)
{
	struct account *a = (struct account *)value;

	for (int i = 0; i < THREADS; i++)
		a->total += a->seen[i];
	assert(a->total == THREADS);
	/* relaxed: main looks after it has joined all */
	ar_fetch_add_relaxed(&drops, 1);
}

struct job {
	struct account *account;
	ar_weak weak;
	int number;
};

static void *work(void *arg)
{
	struct job *w = (struct job *)arg;

	w->account->seen[w->number]++;
	for (int i = 0; i < AR_ITERATIONS(10000, 1); i++) {
		struct account *second = ar_arc_clone(w->account);
		ar_arc_drop(w->account);
		w->account = second;
	}
	ar_arc_drop(w->account);
	return NULL;
}

int main(void)
{
	pthread_t threads[THREADS];
	struct job jobs[THREADS];
	struct account *account = ar_arc_new(struct account, account_drop, {});

	assert(account && ar_arc_count(account) == 1 && ar_arc_weak_count(account) == 0);
	for (int i = 0; i < THREADS; i++) {
		jobs[i].account = ar_arc_clone(account);
		jobs[i].number = i;
		pthread_create(&threads[i], NULL, work, &jobs[i]);
	}
	ar_arc_drop(account);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	/* relaxed: all that could change it have been joined */
	assert(ar_load_relaxed(&drops) == 1);
	return 0;
}
