#include "measure.h"

#include "machine.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_THREADS 256

static atomic_bool stop;
static double ns_per_step;

bool stopped(void)
{
	return atomic_load_explicit(&stop, memory_order_relaxed);
}

__attribute__((noinline)) void work(long steps)
{
	unsigned long x = 1;

	for (long i = 0; i < steps; i++) {
		x = x * 3 + 1;
		__asm__ volatile("" : "+r"(x)); /* or the compiler would find a shorter way */
	}
}

void note_wait(struct worker *w, uint64_t waited)
{
	waits_note(&w->waits, waited);
}

void measure_calibrate(void)
{
	have_second_thread();
	ns_per_tick();
	/* The shortest of many: the others were interrupted. */
	ns_per_step = 1e9;
	for (int i = 0; i < 200; i++) {
		double before = nanoseconds(CLOCK_MONOTONIC);
		work(20000);
		double ns = (nanoseconds(CLOCK_MONOTONIC) - before) / 20000;
		if (ns < ns_per_step)
			ns_per_step = ns;
	}
}

double measure_alone(void (*alone)(long pairs), long pairs)
{
	/*
	 * The thread's own time: one thread needs nobody else, and what other programs take is not counted.
	 */
	double before = nanoseconds(CLOCK_THREAD_CPUTIME_ID);

	alone(pairs);
	return (nanoseconds(CLOCK_THREAD_CPUTIME_ID) - before) / (double)pairs;
}

struct seat {
	pthread_t thread;
	int number;
	const struct peer *peer;
	pthread_barrier_t *start;
	struct worker worker;
};

static void *sit(void *arg)
{
	struct seat *s = arg;

	take_processor(s->number);
	pthread_barrier_wait(s->start);
	s->peer->contend(&s->worker);
	return NULL;
}

static struct outcome sum_up(const struct peer *p, const struct seat *seats, int threads, double took)
{
	static struct waits waits;
	uint64_t turns = 0, writes = 0, least = UINT64_MAX;

	memset(&waits, 0, sizeof waits);
	for (int i = 0; i < threads; i++) {
		const struct worker *w = &seats[i].worker;
		turns += w->turns;
		writes += w->writes;
		least = w->turns < least ? w->turns : least;
		waits_merge(&waits, &w->waits);
	}
	if (p->counted() != writes) {
		fprintf(stderr, "bench-locks: %s let two threads in at once\n", p->name);
		exit(1);
	}
	return (struct outcome){(double)turns / took * 1e9, waits_percentile(&waits, 0.999),
	                        (double)least * threads / (double)turns};
}

struct outcome measure_contended(const struct peer *p, const struct load *load)
{
	static struct seat seats[MOST_THREADS];
	int threads = load->threads < MOST_THREADS ? load->threads : MOST_THREADS;
	pthread_barrier_t start;

	pthread_barrier_init(&start, NULL, (unsigned)threads + 1);
	atomic_store(&stop, false);
	p->counted();
	for (int i = 0; i < threads; i++) {
		struct seat *s = &seats[i];
		memset(s, 0, sizeof *s);
		s->number = i;
		s->peer = p;
		s->start = &start;
		s->worker.inside = (long)((double)load->inside_ns / ns_per_step);
		s->worker.outside = (long)((double)load->outside_ns / ns_per_step);
		s->worker.reads = load->reads_percent * 1024L / 100;
		s->worker.random = (uint32_t)i * 2654435761u + 1;
		if (pthread_create(&s->thread, NULL, sit, s))
			abort();
	}
	pthread_barrier_wait(&start);
	double before = nanoseconds(CLOCK_MONOTONIC);
	nanosleep(&(struct timespec){load->milliseconds / 1000, load->milliseconds % 1000 * 1000000L}, NULL);
	atomic_store(&stop, true);
	double took = nanoseconds(CLOCK_MONOTONIC) - before;
	for (int i = 0; i < threads; i++)
		pthread_join(seats[i].thread, NULL);
	pthread_barrier_destroy(&start);
	return sum_up(p, seats, threads, took);
}
