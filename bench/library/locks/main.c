/*
 * bench-locks [OPTIONS] FAMILY: the locks of one family ("mutex", "spin lock", "rwlock", "recursive",
 * "robust"), one after the other, in rounds, so that whatever else the machine is doing meets all of them.
 *
 *   --rounds N           default 15
 *   --milliseconds N     of one contended run; default 25
 *   --threads N,N,…      default 2,4
 *   --sections NS,NS,…   lengths of critical sections in nanoseconds, and of the time between; default
 *                        0,100,1000
 *   --reads P,P,…        of reader-writer locks: per cent of turns that read; default 100,90,0
 *   --only WORD          only the locks whose names contain WORD
 *   --alone NAME PAIRS   for counting instructions: lock and unlock this one so often, and that is all;
 *                        --alone-reading the same with read locks
 *
 * Prints a line for each lock and load, columns separated by tabs:
 *
 *   alone   NAME  BYTES  WHAT  NS  FROM  TO            a pair of lock and unlock; median, and the middle half
 *   contended  NAME  READS  THREADS  SECTION  PER-SECOND  FROM  TO  P99.9  LEAST    medians, too
 */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 64

static const struct peer *const *const libraries[] = {
	ours_peers,   pthread_peers, book_peers,
#ifdef WITH_NSYNC
	nsync_peers,
#endif
#ifdef WITH_CK
	ck_peers,
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

struct numbers {
	int n;
	long values[16];
};

static struct {
	const char *family, *only;
	int rounds, milliseconds;
	struct numbers threads, sections, reads;
} options = {"mutex", "", 15, 25, {2, {2, 4}}, {3, {0, 100, 1000}}, {3, {100, 90, 0}}};

static const struct peer *peers[MOST];
static int count, order[MOST];

static void usage(void)
{
	fprintf(stderr,
	        "usage: bench-locks [--rounds N] [--milliseconds N] [--threads N,N] [--sections NS,NS]\n"
	        "       [--reads P,P] [--only WORD] FAMILY\n"
	        "       bench-locks --alone|--alone-reading NAME PAIRS FAMILY\n"
	        "families: mutex, spin lock, rwlock, recursive, robust\n");
	exit(2);
}

static struct numbers parse_numbers(const char *text)
{
	struct numbers result = {0, {0}};

	while (*text && result.n < 16) {
		char *end;
		result.values[result.n++] = strtol(text, &end, 10);
		if (end == text || (*end && *end != ','))
			usage();
		text = *end ? end + 1 : end;
	}
	return result;
}

static void find_peers(void)
{
	for (size_t l = 0; l < sizeof libraries / sizeof libraries[0]; l++)
		for (const struct peer *const *p = libraries[l]; *p; p++)
			if (!strcmp((*p)->family, options.family) && strstr((*p)->name, options.only) &&
			    count < MOST)
				peers[count++] = *p;
	if (count == 0)
		usage();
}

/* Sorts the values. */
static void print_spread(double *values)
{
	struct spread s = spread_of(values, options.rounds);

	printf("\t%.4g\t%.4g\t%.4g", s.median, s.from, s.to);
}

static void alone(bool reading)
{
	double *values = calloc((size_t)(MOST * options.rounds), sizeof *values);

	for (int round = -1; round < options.rounds; round++) { /* -1: to warm up */
		shuffle(order, count);
		for (int turn = 0; turn < count; turn++) {
			int i = order[turn];
			void (*run)(long) = reading ? peers[i]->alone_reading : peers[i]->alone;
			if (run)
				values[i * options.rounds + (round < 0 ? 0 : round)] =
					measure_alone(run, 200000);
		}
	}
	for (int i = 0; i < count; i++) {
		if (reading && !peers[i]->alone_reading)
			continue;
		printf("alone\t%s\t%zu\t%s", peers[i]->name, peers[i]->size, reading ? "read" : "lock");
		print_spread(&values[i * options.rounds]);
		putchar('\n');
	}
	free(values);
}

static void contended(const struct load *load)
{
	size_t n = (size_t)(MOST * options.rounds);
	double *per_second = calloc(n, sizeof *per_second), *p999 = calloc(n, sizeof *p999),
	       *least = calloc(n, sizeof *least);

	for (int round = 0; round < options.rounds; round++) {
		shuffle(order, count);
		for (int turn = 0; turn < count; turn++) {
			int i = order[turn];
			struct outcome o = measure_contended(peers[i], load);
			per_second[i * options.rounds + round] = o.per_second;
			p999[i * options.rounds + round] = o.wait_p999;
			least[i * options.rounds + round] = o.least;
		}
	}
	for (int i = 0; i < count; i++) {
		printf("contended\t%s\t%d\t%d\t%ld", peers[i]->name, load->reads_percent, load->threads,
		       load->inside_ns);
		print_spread(&per_second[i * options.rounds]);
		printf("\t%.4g\t%.3f\n", spread_of(&p999[i * options.rounds], options.rounds).median,
		       spread_of(&least[i * options.rounds], options.rounds).median);
	}
	fflush(stdout);
	free(per_second);
	free(p999);
	free(least);
}

static void run_once(const char *name, const char *pairs, bool reading)
{
	for (int i = 0; i < count; i++) {
		if (strcmp(peers[i]->name, name))
			continue;
		void (*run)(long) = reading ? peers[i]->alone_reading : peers[i]->alone;
		if (run)
			run(strtol(pairs, NULL, 10));
		exit(run ? 0 : 2);
	}
	fprintf(stderr, "bench-locks: no %s is called %s\n", options.family, name);
	exit(2);
}

int main(int argc, char **argv)
{
	const char *name = NULL, *pairs = NULL;
	bool reading = false;
	int i = 1;

	for (; i + 1 < argc && argv[i][0] == '-'; i += 2) {
		if (!strcmp(argv[i], "--rounds"))
			options.rounds = atoi(argv[i + 1]);
		else if (!strcmp(argv[i], "--milliseconds"))
			options.milliseconds = atoi(argv[i + 1]);
		else if (!strcmp(argv[i], "--threads"))
			options.threads = parse_numbers(argv[i + 1]);
		else if (!strcmp(argv[i], "--sections"))
			options.sections = parse_numbers(argv[i + 1]);
		else if (!strcmp(argv[i], "--reads"))
			options.reads = parse_numbers(argv[i + 1]);
		else if (!strcmp(argv[i], "--only"))
			options.only = argv[i + 1];
		else if (!strncmp(argv[i], "--alone", 7) && i + 2 < argc) {
			reading = !strcmp(argv[i], "--alone-reading");
			name = argv[i + 1];
			pairs = argv[i + 2];
			i++;
		} else
			usage();
	}
	if (i + 1 != argc || options.rounds < 1 || options.milliseconds < 1)
		usage();
	options.family = argv[i];
	find_peers();
	measure_calibrate();
	if (name)
		run_once(name, pairs, reading);

	bool rw = !strcmp(options.family, "rwlock");
	alone(false);
	if (rw)
		alone(true);
	for (int r = 0; r < (rw ? options.reads.n : 1); r++)
		for (int t = 0; t < options.threads.n; t++)
			for (int s = 0; s < options.sections.n; s++)
				contended(&(struct load){
					(int)options.threads.values[t], options.sections.values[s],
					options.sections.values[s], rw ? (int)options.reads.values[r] : 0,
					options.milliseconds});
	return 0;
}
