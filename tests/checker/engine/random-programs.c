/*
 * Compares the engine with the reference on random programs:
 *
 *	random-programs [--sleepers | --waiters | --turns | --counters | --parts | --twins] [--c11]
 *	                [--asymmetric] [--base SEED] [--count N] [--jobs J] [--limit CANDIDATES]
 *	random-programs [--sleepers | --waiters | --turns | --counters | --parts | --twins] [--c11]
 *	                [--asymmetric] --seed SEED
 *
 * The first compares N programs, whose seeds count up from the base, and stops at the first difference.
 * Each difference comes with its seed, the smallest program found that shows it, and an execution that is
 * missing or too much. The second shows the program of one seed and how it compares. With --sleepers they
 * are programs whose threads sleep in queues and wake each other; with --waiters they wait for mutexes
 * and counters; with --turns they have loops of which the engine leaves turns out, and only what can be
 * told after the loops is compared; with --counters they add to counters, in no order where that makes no
 * difference, which does not count; with --parts they access parts of locations, and what is not explored
 * has to be told; with --twins some threads run the same, and which of them does what does not count; with
 * --c11 release sequences are those of C11; with --asymmetric most fences are light and heavy ones.
 */
#include "counters.h"
#include "turns.h"
#include "twins.h"

#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_JOBS 64
#define PATIENCE 100 /* seconds of processor time for one program, or the engine runs in circles */

struct options {
	uint64_t base, seed, count, limit;
	unsigned jobs;
	bool one, sleepers, waiters, turns, c11, counters, parts, twins, asymmetric;
};

/* What a worker has done so far; shared with the process that waits for it. */
struct progress {
	uint64_t seed; /* of the program it is at */
	uint64_t compared, skipped, executions, blocked;
	uint64_t stuck;                /* programs in which threads may wait for good */
	uint64_t irreducible;          /* --counters, --twins: likewise; `left` are those explored */
	uint64_t outcomes;             /* --twins: but for renaming */
	uint64_t cut, by_axioms, left; /* --turns: see struct turns_difference */
	uint64_t beyond, told;         /* --parts: programs with executions that are not explored */
	bool done;
};

static struct progress *workers;

/* Every way to schedule gets its share of the programs. */
static unsigned policy_of(uint64_t seed)
{
	return seed % 2 ? RUN_ON + SNAPSHOTS : (unsigned)(seed / 2 % POLICIES);
}

static void generate(const struct options *o, struct program *p, uint64_t seed)
{
	if (o->sleepers)
		program_generate_sleepers(p, seed);
	else if (o->waiters)
		program_generate_waiters(p, seed);
	else if (o->turns)
		program_generate_turns(p, seed);
	else if (o->counters)
		program_generate_counters(p, seed);
	else if (o->parts)
		program_generate_parts(p, seed);
	else if (o->twins)
		program_generate_twins(p, seed);
	else if (o->asymmetric)
		program_generate_fences(p, seed);
	else
		program_generate(p, seed);
	if (o->asymmetric)
		program_make_asymmetric(p, seed, o->twins);
	p->c11_sequences = o->c11;
}

static enum comparison show_turns(const struct options *o, uint64_t seed)
{
	struct program p;
	struct turns_difference d;

	generate(o, &p, seed);
	enum comparison result = turns_compare(&p, policy_of(seed), o->limit, &d);
	printf("seed %llu%s\n", (unsigned long long)seed, result == DIFFERENT ? ": a difference" : "");
	turns_print(&d, &p, stdout);
	fflush(stdout);
	return result;
}

static enum comparison show_counters(const struct options *o, uint64_t seed)
{
	struct program p;
	struct counters_difference d;

	generate(o, &p, seed);
	enum comparison result = counters_compare(&p, policy_of(seed), o->limit, &d);
	printf("seed %llu%s\n", (unsigned long long)seed, result == DIFFERENT ? ": a difference" : "");
	counters_print(&d, &p, stdout);
	fflush(stdout);
	return result;
}

static enum comparison show_twins(const struct options *o, uint64_t seed)
{
	struct program p;
	struct twins_difference d;

	generate(o, &p, seed);
	enum comparison result = twins_compare(&p, policy_of(seed), o->limit, &d);
	printf("seed %llu%s\n", (unsigned long long)seed, result == DIFFERENT ? ": a difference" : "");
	twins_print(&d, &p, stdout);
	fflush(stdout);
	return result;
}

static enum comparison compare_twins(const struct options *o, const struct program *p, struct progress *w)
{
	struct twins_difference d;
	enum comparison result = twins_compare(p, policy_of(w->seed), o->limit, &d);

	if (result == SAME) {
		w->irreducible += d.irreducible;
		w->executions += d.irreducible ? 0 : d.expected;
		w->left += d.irreducible ? 0 : d.visited;
		w->outcomes += d.irreducible ? 0 : d.outcomes;
	}
	return result;
}

static enum comparison compare_counters(const struct options *o, const struct program *p, struct progress *w)
{
	struct counters_difference d;
	enum comparison result = counters_compare(p, policy_of(w->seed), o->limit, &d);

	if (result == SAME) {
		w->irreducible += d.irreducible;
		w->executions += d.irreducible ? 0 : d.expected;
		w->left += d.visited;
	}
	return result;
}

static void report(const struct options *o, uint64_t seed)
{
	struct program p;
	struct difference d;

	if (o->turns || o->counters || o->twins) {
		o->turns ? show_turns(o, seed) : o->counters ? show_counters(o, seed) : show_twins(o, seed);
		return;
	}
	generate(o, &p, seed);
	compare(&p, policy_of(seed), o->limit, &d);
	printf("seed %llu: a difference\n", (unsigned long long)seed);
	difference_print(&d, &p, stdout);
	fflush(stdout); /* a smaller program may end the process */
	shrink(&p, policy_of(seed), o->limit);
	compare(&p, policy_of(seed), o->limit, &d);
	printf("made smaller:\n");
	difference_print(&d, &p, stdout);
	fflush(stdout);
}

static int show(const struct options *o)
{
	struct program p;
	struct difference d;

	if (o->turns)
		return show_turns(o, o->seed) == DIFFERENT;
	if (o->counters)
		return show_counters(o, o->seed) == DIFFERENT;
	if (o->twins)
		return show_twins(o, o->seed) == DIFFERENT;
	generate(o, &p, o->seed);
	if (compare(&p, policy_of(o->seed), o->limit, &d) == DIFFERENT) {
		report(o, o->seed);
		return 1;
	}
	difference_print(&d, &p, stdout);
	return 0;
}

static enum comparison compare_turns(const struct options *o, const struct program *p, struct progress *w)
{
	struct turns_difference d;
	enum comparison result = turns_compare(p, policy_of(w->seed), o->limit, &d);

	if (result == SAME) {
		w->executions += d.all;
		w->left += d.left;
		w->cut += d.cut;
		w->by_axioms += d.by_axioms;
	}
	return result;
}

static enum comparison compare_one(const struct options *o, const struct program *p, struct progress *w)
{
	struct difference d;

	if (o->turns)
		return compare_turns(o, p, w);
	if (o->counters)
		return compare_counters(o, p, w);
	if (o->twins)
		return compare_twins(o, p, w);
	enum comparison result = compare(p, policy_of(w->seed), o->limit, &d);
	if (result == SAME) {
		w->executions += d.complete;
		w->blocked += d.blocked;
		w->stuck += d.stuck;
		w->beyond += d.beyond;
		w->told += d.told;
	}
	return result;
}

/* Compares every jobs-th program until it has its part of them. */
static int work(const struct options *o, unsigned job)
{
	struct progress *w = &workers[job];
	uint64_t part = o->count / o->jobs + (job < o->count % o->jobs);
	struct program p;

	for (w->seed = o->base + job; w->compared < part; w->seed += o->jobs) {
		generate(o, &p, w->seed);
		setitimer(ITIMER_PROF, &(struct itimerval){.it_value.tv_sec = PATIENCE}, NULL);
		switch (compare_one(o, &p, w)) {
		case TOO_LARGE:
			w->skipped++;
			continue;
		case DIFFERENT:
			report(o, w->seed);
			return 1;
		case SAME:
			w->compared++;
		}
	}
	w->done = true;
	return 0;
}

static void start(const struct options *o, pid_t *pids)
{
	workers = mmap(NULL, MAX_JOBS * sizeof *workers, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	               -1, 0);
	if (workers == MAP_FAILED) {
		perror("mmap");
		exit(2);
	}
	fflush(stdout);
	for (unsigned i = 0; i < o->jobs; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			exit(work(o, i));
	}
}

static int finish(const struct options *o, const pid_t *pids)
{
	struct progress sum = {0};
	int result = 0;

	for (unsigned i = 0; i < o->jobs; i++) {
		const struct progress *w = &workers[i];
		int status = -1;
		if (pids[i] < 0 || waitpid(pids[i], &status, 0) < 0 || status)
			result = 1;
		if (!w->done && WIFSIGNALED(status))
			printf("seed %llu: ended by signal %d\n", (unsigned long long)w->seed,
			       WTERMSIG(status));
		sum.compared += w->compared;
		sum.skipped += w->skipped;
		sum.executions += w->executions;
		sum.blocked += w->blocked;
		sum.stuck += w->stuck;
		sum.left += w->left;
		sum.cut += w->cut;
		sum.by_axioms += w->by_axioms;
		sum.irreducible += w->irreducible;
		sum.beyond += w->beyond;
		sum.told += w->told;
		sum.outcomes += w->outcomes;
	}
	if (o->twins) {
		printf("base seed %llu: %llu programs compared, in %llu of which threads are not the same, "
		       "%llu more were too large; %llu complete executions, %llu but for renaming, %llu "
		       "explored\n",
		       (unsigned long long)o->base, (unsigned long long)sum.compared,
		       (unsigned long long)sum.irreducible, (unsigned long long)sum.skipped,
		       (unsigned long long)sum.executions, (unsigned long long)sum.outcomes,
		       (unsigned long long)sum.left);
		return result;
	}
	if (o->counters) {
		printf("base seed %llu: %llu programs compared, in %llu of which something does not commute, "
		       "%llu "
		       "more were too large; %llu executions, %llu explored\n",
		       (unsigned long long)o->base, (unsigned long long)sum.compared,
		       (unsigned long long)sum.irreducible, (unsigned long long)sum.skipped,
		       (unsigned long long)sum.executions, (unsigned long long)sum.left);
		return result;
	}
	if (o->turns) {
		printf("base seed %llu: %llu programs compared, %llu of them with the axioms, %llu more were "
		       "too large; %llu may lack "
		       "something; %llu complete executions, %llu when turns are left out\n",
		       (unsigned long long)o->base, (unsigned long long)sum.compared,
		       (unsigned long long)sum.by_axioms, (unsigned long long)sum.skipped,
		       (unsigned long long)sum.cut, (unsigned long long)sum.executions,
		       (unsigned long long)sum.left);
		return result;
	}
	printf("base seed %llu: %llu programs compared, %llu more were too large; "
	       "%llu complete executions, %llu blocked; %llu programs can get stuck\n",
	       (unsigned long long)o->base, (unsigned long long)sum.compared, (unsigned long long)sum.skipped,
	       (unsigned long long)sum.executions, (unsigned long long)sum.blocked,
	       (unsigned long long)sum.stuck);
	if (o->parts)
		printf("%llu programs have executions beyond, %llu are told to have some\n",
		       (unsigned long long)sum.beyond, (unsigned long long)sum.told);
	return result;
}

static void parse(struct options *o, int argc, char **argv)
{
	static const struct option names[] = {
		{"base", required_argument, NULL, 'b'}, {"count", required_argument, NULL, 'c'},
		{"jobs", required_argument, NULL, 'j'}, {"limit", required_argument, NULL, 'l'},
		{"seed", required_argument, NULL, 's'}, {"sleepers", no_argument, NULL, 'q'},
		{"c11", no_argument, NULL, 'r'},        {"turns", no_argument, NULL, 't'},
		{"counters", no_argument, NULL, 'k'},   {"parts", no_argument, NULL, 'p'},
		{"asymmetric", no_argument, NULL, 'a'}, {"twins", no_argument, NULL, 'i'},
		{"waiters", no_argument, NULL, 'w'},    {0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "j:", names, NULL)) != -1) {
		uint64_t n = optarg ? strtoull(optarg, NULL, 0) : 0;
		if (c == 'b')
			o->base = n;
		else if (c == 'c')
			o->count = n;
		else if (c == 'j' && n && n <= MAX_JOBS)
			o->jobs = (unsigned)n;
		else if (c == 'l')
			o->limit = n;
		else if (c == 's')
			o->seed = n, o->one = true;
		else if (c == 'q')
			o->sleepers = true;
		else if (c == 'r')
			o->c11 = true;
		else if (c == 'w')
			o->waiters = true;
		else if (c == 't')
			o->turns = true;
		else if (c == 'k')
			o->counters = true;
		else if (c == 'p')
			o->parts = true;
		else if (c == 'a')
			o->asymmetric = true;
		else if (c == 'i')
			o->twins = true;
		else
			exit(2);
	}
}

int main(int argc, char **argv)
{
	struct options o = {.base = 1, .count = 5000, .limit = 20000, .jobs = 1};
	pid_t pids[MAX_JOBS];

	parse(&o, argc, argv);
	if (o.one)
		return show(&o);
	start(&o, pids);
	return finish(&o, pids);
}
