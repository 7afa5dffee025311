/*
 * bench-channels [--rounds N] [--milliseconds N] [--only WORD] [--bytes N] [ROW...]: sends messages through
 * our channels and those of others, in rounds, so that whatever else the machine is doing meets all of them.
 * ROW is the beginning of a row's name, of those that --list prints; without one: all rows. --only: those
 * whose names contain WORD.
 *
 * Prints, separated by tabs: the row, the message's bytes, who, nanoseconds for a message (median, and the
 * middle half), the median of the ratios to the first one's time in the same round, and the nanoseconds of
 * processor time that all threads together have used for a message.
 */
#include "peer.h"

#include "machine.h"
#include "statistics.h"

#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST_PEERS   256
#define MOST_ROUNDS  101
#define MOST_THREADS 64

static const struct row {
	const char *name;
	unsigned family;
	enum way way;
	struct load load;
} rows[] = {
	{"spsc, 1024, blocking", SPSC, BLOCKING, {0, 1024, 1, 1, 1}},
	{"spsc, 1024, trying", SPSC, TRYING, {0, 1024, 1, 1, 1}},
	{"bounded, 1, blocking, 1:1", BOUNDED, BLOCKING, {0, 1, 1, 1, 1}},
	{"bounded, 1, blocking, 2:2", BOUNDED, BLOCKING, {0, 1, 2, 2, 1}},
	{"bounded, 1, blocking, 4:4", BOUNDED, BLOCKING, {0, 1, 4, 4, 1}},
	{"bounded, 16, blocking, 1:1", BOUNDED, BLOCKING, {0, 16, 1, 1, 1}},
	{"bounded, 16, blocking, 2:2", BOUNDED, BLOCKING, {0, 16, 2, 2, 1}},
	{"bounded, 16, blocking, 4:4", BOUNDED, BLOCKING, {0, 16, 4, 4, 1}},
	{"bounded, 1024, blocking, 1:1", BOUNDED, BLOCKING, {0, 1024, 1, 1, 1}},
	{"bounded, 1024, blocking, 2:2", BOUNDED, BLOCKING, {0, 1024, 2, 2, 1}},
	{"bounded, 1024, blocking, 4:4", BOUNDED, BLOCKING, {0, 1024, 4, 4, 1}},
	{"bounded, 1024, blocking, 2:1", BOUNDED, BLOCKING, {0, 1024, 2, 1, 1}},
	{"bounded, 1024, trying, 1:1", BOUNDED, TRYING, {0, 1024, 1, 1, 1}},
	{"bounded, 1024, trying, 2:2", BOUNDED, TRYING, {0, 1024, 2, 2, 1}},
	{"bounded, 1024, trying, 4:4", BOUNDED, TRYING, {0, 1024, 4, 4, 1}},
	{"unbounded, blocking, 1:1", UNBOUNDED, BLOCKING, {0, SIZE_MAX, 1, 1, 1}},
	{"unbounded, blocking, 2:1", UNBOUNDED, BLOCKING, {0, SIZE_MAX, 2, 1, 1}},
	{"unbounded, blocking, 4:1", UNBOUNDED, BLOCKING, {0, SIZE_MAX, 4, 1, 1}},
	{"unbounded, blocking, 2:2", UNBOUNDED, BLOCKING, {0, SIZE_MAX, 2, 2, 1}},
	{"unbounded, blocking, 4:4", UNBOUNDED, BLOCKING, {0, SIZE_MAX, 4, 4, 1}},
	{"unbounded, trying, 1:1", UNBOUNDED, TRYING, {0, SIZE_MAX, 1, 1, 1}},
	{"unbounded, trying, 2:1", UNBOUNDED, TRYING, {0, SIZE_MAX, 2, 1, 1}},
	{"unbounded, trying, 4:1", UNBOUNDED, TRYING, {0, SIZE_MAX, 4, 1, 1}},
	{"unbounded, trying, 2:2", UNBOUNDED, TRYING, {0, SIZE_MAX, 2, 2, 1}},
	{"unbounded, trying, 4:4", UNBOUNDED, TRYING, {0, SIZE_MAX, 4, 4, 1}},
	{"rendezvous, 1:1", RENDEZVOUS, BLOCKING, {0, 0, 1, 1, 1}},
	{"rendezvous, 2:2", RENDEZVOUS, BLOCKING, {0, 0, 2, 2, 1}},
	{"rendezvous, 4:4", RENDEZVOUS, BLOCKING, {0, 0, 4, 4, 1}},
	{"ping-pong, 0", PING_PONG_BARE, BLOCKING, {0, 0, 1, 1, 2}},
	{"ping-pong, 1", PING_PONG, BLOCKING, {0, 1, 1, 1, 2}},
	{"one-shot, round trip", ONESHOT_TRIP, BLOCKING, {0, 1, 1, 1, 1}},
	{"one-shot, alone", ONESHOT_ALONE, BLOCKING, {0, 1, 0, 1, 1}},
	{"select, of 2", SELECT, BLOCKING, {0, 16, 1, 1, 2}},
	{"select, of 8", SELECT, BLOCKING, {0, 16, 1, 1, 8}},
	{"broadcast, 1024, 1:1", BROADCAST, BLOCKING, {0, 1024, 1, 1, 1}},
	{"broadcast, 1024, 1:2", BROADCAST, BLOCKING, {0, 1024, 1, 2, 2}},
	{"broadcast, 1024, 1:4", BROADCAST, BLOCKING, {0, 1024, 1, 4, 4}},
	{"watch, waiting, 1:1", WATCH_WAITING, BLOCKING, {0, 1, 1, 1, 1}},
	{"watch, waiting, 1:2", WATCH_WAITING, BLOCKING, {0, 1, 1, 2, 1}},
	{"watch, polling, 1:1", WATCH_POLLING, BLOCKING, {0, 1, 1, 1, 1}},
	{"watch, polling, 1:2", WATCH_POLLING, BLOCKING, {0, 1, 1, 2, 1}},
	{"watch, reading, 1:1", WATCH_READING, BLOCKING, {0, 1, 1, 1, 1}},
	{"watch, reading, 1:2", WATCH_READING, BLOCKING, {0, 1, 1, 2, 1}},
};

static struct {
	int rounds, milliseconds;
	size_t bytes;
	const char *only;
} options = {15, 5, 0, ""};

static const struct peer *all[MOST_PEERS];
static int peers;

void add_peer(const struct peer *p)
{
	if (peers == MOST_PEERS)
		abort();
	all[peers++] = p;
}

void let_others_go(void)
{
	sched_yield();
}

struct seat {
	const struct peer *peer;
	const struct load *load;
	int number;
	uint64_t sum;
	pthread_barrier_t *start;
};

static void *sit(void *arg)
{
	struct seat *s = arg;

	take_processor(s->number); /* senders first */
	pthread_barrier_wait(s->start);
	if (s->number < s->load->senders)
		s->peer->send(s->load, s->number);
	else
		s->sum = s->peer->receive(s->load, s->number - s->load->senders);
	return NULL;
}

struct cost {
	double elapsed, used; /* nanoseconds, for all messages */
};

static struct cost started(void)
{
	return (struct cost){nanoseconds(CLOCK_MONOTONIC), nanoseconds(CLOCK_PROCESS_CPUTIME_ID)};
}

static struct cost since(struct cost before)
{
	return (struct cost){nanoseconds(CLOCK_MONOTONIC) - before.elapsed,
	                     nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - before.used};
}

static struct cost with_threads(const struct peer *p, const struct load *l, uint64_t *sum)
{
	pthread_t ids[MOST_THREADS];
	struct seat seats[MOST_THREADS];
	int threads = l->senders + l->receivers;
	pthread_barrier_t start;
	struct cost cost;

	pthread_barrier_init(&start, NULL, (unsigned)threads + 1);
	for (int i = 0; i < threads; i++) {
		seats[i] = (struct seat){p, l, i, 0, &start};
		if (pthread_create(&ids[i], NULL, sit, &seats[i]))
			abort();
	}
	cost = started();
	pthread_barrier_wait(&start);
	for (int i = l->senders; i < threads; i++) {
		pthread_join(ids[i], NULL);
		*sum += seats[i].sum;
	}
	cost = since(
		cost); /* all has been received: a sender that finds this out by and by is not waited for */
	for (int i = 0; i < l->senders; i++)
		pthread_join(ids[i], NULL);
	pthread_barrier_destroy(&start);
	return cost;
}

static struct cost measure(const struct peer *p, const struct load *l)
{
	uint64_t sum = 0, messages = (uint64_t)l->messages, expected = messages * (messages - 1) / 2;
	struct cost cost;

	if (p->families & TO_ALL)
		expected *= (uint64_t)l->receivers;
	p->prepare(l);
	if (p->run) {
		cost = started();
		sum = p->run(l);
		cost = since(cost);
	} else {
		cost = with_threads(p, l, &sum);
	}
	p->clean_up(l);
	if (sum != expected) {
		fprintf(stderr, "bench-channels: %s lost or changed messages: their sum is %llu\n", p->name,
		        (unsigned long long)sum);
		exit(1);
	}
	return cost;
}

/*
 * How many messages fit into the time for one run; a multiple of 8, so that all threads have as many. Runs
 * get longer until one takes half of that time: in a short one, threads that wake up cost more than the
 * messages.
 */
static long how_many(const struct peer *p, struct load l)
{
	/* Looks are short, and take no memory. */
	long few = p->families & (WATCH_POLLING | WATCH_READING) ? 20000 : 2000, most = 100 * few;

	for (long messages = few;;) {
		l.messages = messages;
		double wanted = options.milliseconds * 1e6 / measure(p, &l).elapsed * (double)messages;
		messages = wanted < 800 ? 800 : wanted > (double)most ? most : (long)wanted / 8 * 8;
		if (messages <= 2 * l.messages)
			return messages;
	}
}

static bool is_ours(const struct peer *p)
{
	return strncmp(p->name, "ar_", 3) == 0;
}

static bool may_take_part(const struct peer *p, const struct row *row, size_t bytes)
{
	if (p->families == FLOOR)
		return p->message == bytes && row->load.senders > 0;
	return (p->families & row->family) && p->way == row->way && p->message == bytes &&
	       p->most_senders >= row->load.senders && p->most_receivers >= row->load.receivers &&
	       (strstr(p->name, options.only) || is_ours(p));
}

static struct load load_for(const struct peer *p, const struct row *row)
{
	struct load load = row->load;

	if (p->families == FLOOR)
		load.senders = load.receivers = 1;
	return load;
}

static void run(const struct row *row, size_t bytes)
{
	static double times[MOST_PEERS][MOST_ROUNDS], used[MOST_PEERS][MOST_ROUNDS],
		ratios[MOST_PEERS][MOST_ROUNDS];
	const struct peer *here[MOST_PEERS];
	long messages[MOST_PEERS];
	int count = 0, order[MOST_PEERS];

	for (int ours = 1; ours >= 0; ours--) /* first */
		for (int i = 0; i < peers; i++)
			if (may_take_part(all[i], row, bytes) && is_ours(all[i]) == ours)
				here[count++] = all[i];
	if (count == 0 || !is_ours(here[0]))
		return; /* ours has no such row with messages of this size */
	for (int i = 0; i < count; i++)
		messages[i] = how_many(here[i], load_for(here[i], row));
	for (int round = 0; round < options.rounds; round++) {
		shuffle(order, count);
		for (int turn = 0; turn < count; turn++) {
			int i = order[turn];
			struct load load = load_for(here[i], row);
			load.messages = messages[i];
			struct cost cost = measure(here[i], &load);
			times[i][round] = cost.elapsed / (double)load.messages;
			used[i][round] = cost.used / (double)load.messages;
		}
		for (int i = 0; i < count; i++)
			ratios[i][round] = times[i][round] / times[0][round];
	}
	for (int i = 0; i < count; i++) {
		struct spread time = spread_of(times[i], options.rounds);
		printf("%s\t%zu\t%s\t%.4g\t%.4g\t%.4g\t%.2f\t%.4g\n", row->name, bytes, here[i]->name,
		       time.median, time.from, time.to, spread_of(ratios[i], options.rounds).median,
		       spread_of(used[i], options.rounds).median);
	}
	fflush(stdout);
}

static int usage(void)
{
	fprintf(stderr,
	        "usage: bench-channels [--rounds N] [--milliseconds N] [--only WORD] [--bytes N] [ROW...]\n"
	        "       bench-channels --list\n");
	return 2;
}

static int list(void)
{
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++)
		puts(rows[r].name);
	return 0;
}

int main(int argc, char **argv)
{
	int i = 1;
	bool found = false;

	if (argc == 2 && !strcmp(argv[1], "--list"))
		return list();
	for (; i + 1 < argc && argv[i][0] == '-'; i += 2) {
		if (!strcmp(argv[i], "--rounds"))
			options.rounds = atoi(argv[i + 1]);
		else if (!strcmp(argv[i], "--milliseconds"))
			options.milliseconds = atoi(argv[i + 1]);
		else if (!strcmp(argv[i], "--bytes"))
			options.bytes = (size_t)atoi(argv[i + 1]);
		else if (!strcmp(argv[i], "--only"))
			options.only = argv[i + 1];
		else
			return usage();
	}
	if (options.rounds < 1 || options.rounds > MOST_ROUNDS || options.milliseconds < 1 ||
	    (i < argc && argv[i][0] == '-'))
		return usage();
	have_second_thread();
#ifdef M_TRIM_THRESHOLD
	/* What a run has freed is there for the next: it is queues that are compared, not page faults. */
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	mallopt(M_MMAP_THRESHOLD, 1 << 30);
#endif
	for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
		bool wanted = i == argc;
		for (int k = i; k < argc; k++)
			wanted |= !strncmp(rows[r].name, argv[k], strlen(argv[k]));
		found |= wanted;
		for (size_t bytes = 8; wanted && bytes <= 64; bytes *= 8)
			if (options.bytes == 0 || options.bytes == bytes)
				run(&rows[r], bytes);
	}
	return found ? 0 : usage();
}
