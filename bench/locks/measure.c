#define _GNU_SOURCE
#include "measure.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_THREADS 256

static atomic_bool stop;
static double ns_per_tick, ns_per_step;

bool stopped(void)
{
	return atomic_load_explicit(&stop, memory_order_relaxed);
}

uint64_t ticks(void)
{
#if defined(__x86_64__)
	return __builtin_ia32_rdtsc();
#elif defined(__aarch64__)
	uint64_t t;
	__asm__ volatile("mrs %0, cntvct_el0" : "=r"(t));
	return t;
#else
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
#endif
}

__attribute__((noinline)) void work(long steps)
{
	unsigned long x = 1;

	for (long i = 0; i < steps; i++) {
		x = x * 3 + 1;
		__asm__ volatile("" : "+r"(x)); /* or the compiler would find a shorter way */
	}
}

/* Bucket b >= 16 holds waits whose highest bit is b / 16 + 3 and whose next four bits are b % 16. */
static unsigned bucket_of(uint64_t waited)
{
	if (waited < 16)
		return (unsigned)waited;
	unsigned high = 63u - (unsigned)__builtin_clzll(waited);
	return (high - 3) * 16 + (unsigned)(waited >> (high - 4) & 15);
}

static double upper_end(unsigned bucket)
{
	if (bucket < 16)
		return bucket + 1;
	return (double)(bucket % 16 + 17) * (double)(UINT64_C(1) << (bucket / 16 - 1));
}

void note_wait(struct worker *w, uint64_t waited)
{
	w->waits[bucket_of(waited)]++;
}

static double seconds_of(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(void)
{
	return seconds_of(CLOCK_MONOTONIC);
}

static void *sleep_on(void *arg)
{
	for (;;)
		nanosleep(&(struct timespec){1000, 0}, NULL);
	return arg;
}

void measure_calibrate(void)
{
	/* Some C libraries leave out atomic operations while there is only one thread. */
	pthread_t sleeper;
	if (pthread_create(&sleeper, NULL, sleep_on, NULL))
		abort();

	/* The shortest of many: the others were interrupted. */
	ns_per_step = 1e9;
	for (int i = 0; i < 200; i++) {
		double before = seconds();
		work(20000);
		double ns = (seconds() - before) * 1e9 / 20000;
		if (ns < ns_per_step)
			ns_per_step = ns;
	}
	double before = seconds();
	uint64_t ticks_before = ticks();
	nanosleep(&(struct timespec){0, 50000000}, NULL);
	ns_per_tick = (seconds() - before) * 1e9 / (double)(ticks() - ticks_before);
}

double measure_alone(void (*alone)(long pairs), long pairs)
{
	/* The thread's own time: one thread needs nobody else, and what other programs take is not counted. */
	double before = seconds_of(CLOCK_THREAD_CPUTIME_ID);

	alone(pairs);
	return (seconds_of(CLOCK_THREAD_CPUTIME_ID) - before) * 1e9 / (double)pairs;
}

struct seat {
	pthread_t thread;
	int number;
	const struct peer *peer;
	pthread_barrier_t *start;
	struct worker worker;
};

/* Threads take the processors in turn, or a run would be over before the system has spread them. */
static void take_processor(int number)
{
	cpu_set_t all, one;
	int left;

	if (sched_getaffinity(0, sizeof all, &all) || CPU_COUNT(&all) == 0)
		return;
	left = number % CPU_COUNT(&all);
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (!CPU_ISSET(cpu, &all) || left-- > 0)
			continue;
		CPU_ZERO(&one);
		CPU_SET(cpu, &one);
		sched_setaffinity(0, sizeof one, &one);
		return;
	}
}

static void *sit(void *arg)
{
	struct seat *s = arg;

	take_processor(s->number);
	pthread_barrier_wait(s->start);
	s->peer->contend(&s->worker);
	return NULL;
}

static double percentile(const uint64_t *waits, uint64_t total, double share)
{
	uint64_t seen = 0;

	for (unsigned b = 0; b < BUCKETS; b++) {
		seen += waits[b];
		if (seen > 0 && (double)seen >= share * (double)total)
			return upper_end(b) * ns_per_tick;
	}
	return 0;
}

static struct outcome sum_up(const struct peer *p, const struct seat *seats, int threads, double took)
{
	static uint64_t waits[BUCKETS];
	uint64_t turns = 0, writes = 0, measured = 0, least = UINT64_MAX;

	memset(waits, 0, sizeof waits);
	for (int i = 0; i < threads; i++) {
		const struct worker *w = &seats[i].worker;
		turns += w->turns;
		writes += w->writes;
		least = w->turns < least ? w->turns : least;
		for (unsigned b = 0; b < BUCKETS; b++) {
			waits[b] += w->waits[b];
			measured += w->waits[b];
		}
	}
	if (p->counted() != writes) {
		fprintf(stderr, "bench-locks: %s let two threads in at once\n", p->name);
		exit(1);
	}
	return (struct outcome){(double)turns / took, percentile(waits, measured, 0.999),
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
	double before = seconds();
	nanosleep(&(struct timespec){load->milliseconds / 1000, load->milliseconds % 1000 * 1000000L}, NULL);
	atomic_store(&stop, true);
	double took = seconds() - before;
	for (int i = 0; i < threads; i++)
		pthread_join(seats[i].thread, NULL);
	pthread_barrier_destroy(&start);
	return sum_up(p, seats, threads, took);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double median(double *values, int n)
{
	qsort(values, (size_t)n, sizeof *values, compare);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}
