#include "measure.h"

#include "statistics.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

long work_ns;
static struct waits waits[MOST_THREADS];

void work_on(void)
{
	double until = nanoseconds(CLOCK_MONOTONIC) + (double)work_ns;

	while (nanoseconds(CLOCK_MONOTONIC) < until)
		;
}

void note_wait(int self, uint64_t time)
{
	waits_note(&waits[self], time);
}

struct seat {
	pthread_t thread;
	const struct peer *peer;
	int self, threads;
	long turns;
	double processor, begin, end;
};

static atomic_int ready;

static void sit(struct seat *s)
{
	double before = nanoseconds(CLOCK_THREAD_CPUTIME_ID);

	s->begin = nanoseconds(CLOCK_MONOTONIC);
	s->peer->part(s->self, s->threads, s->turns);
	s->end = nanoseconds(CLOCK_MONOTONIC);
	s->processor = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - before;
}

static void *start(void *arg)
{
	struct seat *s = arg;

	take_processor(s->self);
	atomic_fetch_add(&ready, 1);
	while (atomic_load(&ready) < s->threads)
		sched_yield();
	sit(s);
	return NULL;
}

static void seat_all(struct seat *seats, int threads)
{
	atomic_store(&ready, 0);
	for (int i = 0; i < threads; i++)
		if (pthread_create(&seats[i].thread, NULL, start, &seats[i]))
			abort();
	for (int i = 0; i < threads; i++)
		pthread_join(seats[i].thread, NULL);
}

struct outcome measure(const struct peer *p, const struct load *load, long turns)
{
	struct seat seats[MOST_THREADS];
	double begin, end, processor = 0;

	memset(waits, 0, sizeof waits);
	work_ns = load->work_ns;
	for (int i = 0; i < load->threads; i++)
		seats[i] = (struct seat){.peer = p, .self = i, .threads = load->threads, .turns = turns};
	if (p->prepare)
		p->prepare(load->threads, turns);
	if (load->threads == 1)
		sit(&seats[0]);
	else
		seat_all(seats, load->threads);
	if (p->clean_up)
		p->clean_up();
	begin = seats[0].begin;
	end = seats[0].end;
	for (int i = 0; i < load->threads; i++) {
		begin = seats[i].begin < begin ? seats[i].begin : begin;
		end = seats[i].end > end ? seats[i].end : end;
		processor += seats[i].processor;
		if (i > 0)
			waits_merge(&waits[0], &waits[i]);
	}
	return (struct outcome){(load->alone ? processor : end - begin) / (double)turns,
	                        processor / (double)turns, waits_percentile(&waits[0], 0.999)};
}

long turns_for(const struct peer *p, const struct load *load, long milliseconds, long most)
{
	double wanted = (double)milliseconds * 1e6, took;
	long turns = 10;

	/* Until it is a tenth of what is wanted, so that starting the threads does not count. */
	while ((took = measure(p, load, turns).ns * (double)turns) < wanted / 10 && turns < most)
		turns *= 10;
	turns = (long)(wanted / took * (double)turns) + 1;
	return turns < most ? turns : most;
}
