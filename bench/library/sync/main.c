/*
 * bench-sync [OPTIONS] [TASK...]: tasks of waiting for each other, done with our objects and with those of
 * others, one after the other, in rounds, so that whatever else the machine is doing meets all of them. A
 * task is named by the beginning of its name ("condvar", "condvar: queue"); without any: all of them.
 *
 *   --rounds N           default 15
 *   --milliseconds N     of one run; default 15
 *   --only NAME          only this peer
 *   --turns N            so many instead, and only tasks that one thread does alone: for counting
 *                        instructions
 *   --list               prints the names of the tasks, and of the threads and the work in them
 *
 * Prints a line for each task and peer, columns separated by tabs; times in nanoseconds, medians:
 *
 *   TASK THREADS WORK NAME BYTES TIME FROM TO RATIO PROCESSOR P99.9
 *
 * WORK is what the others wait for, and has been subtracted from the times. TIME is that for a turn of each
 * thread, FROM and TO the middle half, RATIO that to our time in the same round, PROCESSOR the time that all
 * threads had of processors, P99.9 how long they waited, 0 where that is not measured.
 */
#include "measure.h"
#include "statistics.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PEERS  16
#define MOST_ROUNDS 101

static const struct peer *const *const libraries[] = {
	ours_peers,   ours_binary_peers, pthread_peers, posix_semaphore_peers, c11_peers, book_peers,
#ifdef WITH_NSYNC
	nsync_peers,
#endif
#ifdef WITH_STD
	std_peers,
#endif
#ifdef WITH_BOOST
	boost_peers,
#endif
#ifdef WITH_ABSEIL
	abseil_peers,
#endif
#ifdef WITH_RUST
	rust_peers,
#endif
};

#define LATE 100000 /* ns: all who wait have fallen asleep by then */

static const struct task {
	const char *name;
	struct load load;
	int works; /* one after the other, in a turn */
	long most; /* turns */
} tasks[] = {
	{"condvar: notify nobody", {1, 0, true}, 0, 100000000},
	{"condvar: ping-pong", {2, 0, false}, 0, 1000000},
	{"condvar: ping-pong", {2, LATE, false}, 2, 1000000},
	{"condvar: queue", {2, 0, false}, 0, 1000000},
	{"condvar: queue", {4, 0, false}, 0, 1000000},
	{"condvar: gate", {5, 0, false}, 0, 1000000},
	{"condvar: gate", {17, 0, false}, 0, 1000000},
	{"condvar: gate", {5, LATE, false}, 1, 1000000},
	{"semaphore: wait and post", {1, 0, true}, 0, 100000000},
	{"semaphore: one permit for all", {2, 0, false}, 0, 1000000},
	{"semaphore: one permit for all", {4, 0, false}, 0, 1000000},
	{"semaphore: ping-pong", {2, 0, false}, 0, 1000000},
	{"semaphore: ping-pong", {2, LATE, false}, 2, 1000000},
	{"barrier: meet", {2, 0, false}, 0, 5000},
	{"barrier: meet", {4, 0, false}, 0, 5000},
	{"barrier: meet", {2, LATE, false}, 1, 5000},
	{"barrier: meet", {4, LATE, false}, 1, 5000},
	/* Where each turn has objects of its own, so many that they are still in the cache. */
	{"latch: fork and join", {2, 0, false}, 0, 2000},
	{"latch: fork and join", {4, 0, false}, 0, 2000},
	{"latch: fork and join", {2, LATE, false}, 1, 2000},
	{"latch: fork and join", {4, LATE, false}, 1, 2000},
	{"event: wait for one that is set", {1, 0, true}, 0, 100000000},
	{"event: ping-pong", {2, 0, false}, 0, 2000},
	{"event: ping-pong", {2, LATE, false}, 2, 2000},
	{"once: done before", {1, 0, true}, 0, 100000000},
	{"once: first call", {1, 0, true}, 0, 5000},
	{"once: first call", {2, LATE, false}, 1, 5000},
	{"once: first call", {4, LATE, false}, 1, 5000},
	{"park: give and take the token", {1, 0, true}, 0, 100000000},
	{"park: ping-pong", {2, 0, false}, 0, 1000000},
	{"park: ping-pong", {2, LATE, false}, 2, 1000000},
	{"thread: start and join", {1, 0, false}, 0, 1000000},
};

static int rounds = 15;
static long milliseconds = 15, only_turns;
static const char *only;

static void usage(void)
{
	fprintf(stderr,
	        "usage: bench-sync [--rounds N] [--milliseconds N] [--only NAME] [--turns N] [TASK...]\n"
	        "       bench-sync --list\n");
	exit(2);
}

static int find_peers(const struct task *task, const struct peer **found)
{
	int count = 0;

	for (size_t l = 0; l < sizeof libraries / sizeof libraries[0]; l++)
		for (const struct peer *const *group = libraries[l]; *group; group++)
			for (const struct peer *p = *group; p->task && count < MOST_PEERS; p++)
				if (!strcmp(p->task, task->name) && (!only || !strcmp(p->name, only)))
					found[count++] = p;
	return count;
}

static void run(const struct task *task)
{
	static double time[MOST_PEERS][MOST_ROUNDS], ratio[MOST_PEERS][MOST_ROUNDS],
		processor[MOST_PEERS][MOST_ROUNDS], p999[MOST_PEERS][MOST_ROUNDS];
	const struct peer *peers[MOST_PEERS];
	int order[MOST_PEERS], count = find_peers(task, peers);
	long turns[MOST_PEERS];
	double work = (double)(task->works * task->load.work_ns);

	for (int i = 0; i < count; i++)
		turns[i] =
			only_turns ? only_turns : turns_for(peers[i], &task->load, milliseconds, task->most);
	for (int round = 0; round < rounds; round++) {
		shuffle(order, count);
		for (int turn = 0; turn < count; turn++) {
			int i = order[turn];
			struct outcome o = measure(peers[i], &task->load, turns[i]);
			time[i][round] = o.ns - work;
			processor[i][round] = o.processor - work;
			p999[i][round] = o.wait_p999;
		}
		for (int i = 0; i < count; i++)
			ratio[i][round] = time[i][round] / time[0][round];
	}
	for (int i = 0; i < count; i++) {
		struct spread s = spread_of(time[i], rounds);
		printf("%s\t%d\t%ld\t%s\t%zu\t%.4g\t%.4g\t%.4g\t%.2f\t%.4g\t%.4g\n", task->name,
		       task->load.threads, task->load.work_ns, peers[i]->name, peers[i]->size, s.median,
		       s.from, s.to, spread_of(ratio[i], rounds).median,
		       spread_of(processor[i], rounds).median, spread_of(p999[i], rounds).median);
	}
	fflush(stdout);
}

static void list(void)
{
	for (size_t t = 0; t < sizeof tasks / sizeof tasks[0]; t++)
		printf("%s\t%d\t%ld\n", tasks[t].name, tasks[t].load.threads, tasks[t].load.work_ns);
	exit(0);
}

int main(int argc, char **argv)
{
	int i = 1;
	bool any = false;

	if (argc == 2 && !strcmp(argv[1], "--list"))
		list();
	for (; i + 1 < argc && argv[i][0] == '-'; i += 2) {
		if (!strcmp(argv[i], "--rounds"))
			rounds = atoi(argv[i + 1]);
		else if (!strcmp(argv[i], "--milliseconds"))
			milliseconds = atol(argv[i + 1]);
		else if (!strcmp(argv[i], "--turns"))
			only_turns = atol(argv[i + 1]);
		else if (!strcmp(argv[i], "--only"))
			only = argv[i + 1];
		else
			usage();
	}
	if (rounds < 1 || rounds > MOST_ROUNDS || milliseconds < 1 || only_turns < 0 ||
	    (i < argc && argv[i][0] == '-'))
		usage();
	have_second_thread();
	for (size_t t = 0; t < sizeof tasks / sizeof tasks[0]; t++) {
		bool wanted = i == argc;

		if (only_turns && !tasks[t].load.alone)
			continue;
		for (int k = i; k < argc; k++)
			wanted |= !strncmp(tasks[t].name, argv[k], strlen(argv[k]));
		if (wanted)
			run(&tasks[t]);
		any |= wanted;
	}
	if (!any) {
		fprintf(stderr, "bench-sync: no such task; --list prints their names\n");
		return 2;
	}
	return 0;
}
