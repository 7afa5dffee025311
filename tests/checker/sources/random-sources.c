/*
 * Whether the checker says of random programs, as sources, what an oracle says of them:
 *
 *	random-sources ACQREL KIND [--base SEED] [--count N] [--jobs J] [--compilers "gcc clang"]
 *	random-sources ACQREL KIND --seed SEED [--compilers ...]
 *	random-sources ACQREL KIND --print SEED
 *	random-sources ACQREL KIND --each [--base NUMBER] [--jobs J] [--compilers ...]
 *
 * KIND is one of the kinds of source.h, or all. The first compiles N programs, whose seeds count up from the
 * base, a batch at a time, each batch with the next of the compilers and levels of optimization, and explores
 * them one by one. Each difference comes with the command that repeats it, which is the second: that program
 * alone, with each compiler and level. The third writes its source. In the fourth nothing is random: each way
 * to write an access is tried by itself; of libc's functions each with one of the compilers and levels, which
 * is another one for the next base.
 */
#include "source.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST_BATCH    40
#define MAX_JOBS      64
#define MOST_OUTCOMES 400 /* of one program: more make long sources */

static const char *const levels[] = {"-O1", "-O0", "-O2", "-O3"};
#define LEVELS (sizeof levels / sizeof *levels)

struct options {
	const char *acqrel, *compilers[8];
	unsigned compiler_count, jobs;
	uint64_t base, count;
	bool one, print, each;
};

struct test {
	struct source source;
	struct expected expected;
};

struct progress {
	uint64_t compared, executions, races, stuck, different;
};

static struct progress *workers;
static char folder[] = "/tmp/random-sources-XXXXXX";

static bool make_test(struct test *t, enum kind kind, uint64_t seed)
{
	struct expected *x = &t->expected;

	source_generate(&t->source, kind, seed);
	x->race = x->stuck = false;
	x->count = x->right_count = 0;
	bool all = kind == LOCKS ? expect_by_orders(&t->source, x) : expect_by_axioms(&t->source, x);
	if (x->race || x->stuck)
		x->right_count = 0;
	return all && x->right_count <= MOST_OUTCOMES;
}

/*
 * How many programs are compiled as one. Where one of them calls a function of libc that the checker has to
 * be careful with, it is careful with all of them, so those are few.
 */
static unsigned batch_of(enum kind kind)
{
	return kind == LIBC ? 4 : MOST_BATCH;
}

/* --- Compiling and exploring ------------------------------------------------------------------------- */

struct setup {
	const char *compiler, *level;
};

static struct setup setup_of(const struct options *o, uint64_t n)
{
	return (struct setup){o->compilers[n / LEVELS % o->compiler_count], levels[n % LEVELS]};
}

static void print_batch(struct test *tests, unsigned count, FILE *out)
{
	batch_begin(tests->source.kind, out);
	for (unsigned i = 0; i < count; i++)
		source_print(&tests[i].source, &tests[i].expected, i, out);
	batch_end(count, out);
}

static bool compile(const struct options *o, struct setup s, bool cxx, const char *name)
{
	char command[2048];

	snprintf(command, sizeof command, "%s='%s%s' '%s' %s %s -g1 %s -w -I '%s' -o %s/%s %s/%s.%s -lm",
	         cxx ? "CXX" : "CC", s.compiler,
	         !cxx                         ? ""
	         : !strcmp(s.compiler, "gcc") ? ""
	                                      : "++",
	         o->acqrel, cxx ? "c++" : "cc", s.level, cxx ? "-std=c++17" : "-std=gnu11", CONSTRUCTS,
	         folder, name, folder, name, cxx ? "cc" : "c");
	if (cxx && !strcmp(s.compiler, "gcc"))
		memcpy(strstr(command, "gcc"), "g++", 3);
	if (!system(command))
		return true;
	printf("does not compile: %s\n", command);
	return false;
}

struct verdict {
	char word[32];
	unsigned long long complete;
};

static void explore(const struct options *o, const char *name, unsigned number, struct verdict *v)
{
	char command[1024], json[8192];

	snprintf(command, sizeof command,
	         "'%s' run --json - --no-help --no-shorten --no-reductions --time 30 %s/%s %u 2>/dev/null",
	         o->acqrel, folder, name, number);
	FILE *f = popen(command, "r");
	size_t n = f ? fread(json, 1, sizeof json - 1, f) : 0;
	json[n] = 0;
	if (f)
		pclose(f);
	const char *word = strstr(json, "\"verdict\": \""),
		   *count = strstr(json, "\"complete_executions\": ");
	*v = (struct verdict){"none", 0};
	if (word)
		sscanf(word + 12, "%31[^\"]", v->word);
	if (count)
		sscanf(count + 23, "%llu", &v->complete);
}

static bool agrees(const struct expected *x, const struct verdict *v)
{
	if (x->race && !strcmp(v->word, "data-race"))
		return true;
	if (x->stuck && !strcmp(v->word, "deadlock"))
		return true;
	return !x->race && !x->stuck && !strcmp(v->word, "ok") && v->complete == x->count;
}

static void print_difference(const struct options *o, const struct test *t, struct setup s,
                             const struct verdict *v)
{
	const struct expected *x = &t->expected;

	printf("%s seed %llu, %s %s: %s, %llu executions; right is %s%s%s%s, %zu\n"
	       "  again: random-sources %s %s --seed %llu\n",
	       kind_names[t->source.kind], (unsigned long long)t->source.seed, s.compiler, s.level, v->word,
	       v->complete, x->race ? "data-race" : "", x->race && x->stuck ? " or " : "",
	       x->stuck ? "deadlock" : "", x->race || x->stuck ? "" : "ok", x->count, o->acqrel,
	       kind_names[t->source.kind], (unsigned long long)t->source.seed);
	fflush(stdout);
}

static FILE *open_batch(char *name, size_t size, bool cxx)
{
	char path[128];

	snprintf(name, size, "batch%ld", (long)getpid());
	snprintf(path, sizeof path, "%s/%s.%s", folder, name, cxx ? "cc" : "c");
	FILE *out = fopen(path, "w");
	if (!out) {
		perror(path);
		exit(2);
	}
	return out;
}

/* Compiles the tests as one program and explores each; false: something differs. */
static bool run_batch(const struct options *o, struct setup s, struct test *tests, unsigned count,
                      struct progress *progress)
{
	bool cxx = kind_is_cxx(tests->source.kind), same = true;
	char name[32];

	FILE *out = open_batch(name, sizeof name, cxx);
	print_batch(tests, count, out);
	fclose(out);
	if (!compile(o, s, cxx, name))
		return false;
	for (unsigned i = 0; i < count; i++) {
		struct verdict v;
		explore(o, name, i, &v);
		progress->compared++;
		progress->executions += v.complete;
		progress->races += tests[i].expected.race;
		progress->stuck += tests[i].expected.stuck;
		if (agrees(&tests[i].expected, &v))
			continue;
		print_difference(o, &tests[i], s, &v);
		progress->different++;
		same = false;
	}
	return same;
}

/* --- What is asked for ------------------------------------------------------------------------------- */

static int show(const struct options *o, enum kind kind)
{
	static struct test t;
	struct progress progress = {0};

	if (!make_test(&t, kind, o->base)) {
		printf("too large\n");
		return 2;
	}
	print_batch(&t, 1, stdout);
	fflush(stdout);
	for (unsigned k = 0; k < o->compiler_count * LEVELS && !o->print; k++)
		run_batch(o, setup_of(o, k), &t, 1, &progress);
	return progress.different > 0;
}

/* Some of the constructs, each by itself. False: something differs. */
static bool run_each(const struct options *o, struct setup s, enum kind kind, unsigned from, unsigned to,
                     struct progress *progress)
{
	char name[32];
	bool cxx = kind_is_cxx(kind), race, same = true;
	FILE *out = open_batch(name, sizeof name, cxx);

	batch_begin(kind, out);
	for (unsigned i = from; i < to; i++)
		each_print(kind, i, i - from, out, &race);
	batch_end(to - from, out);
	fclose(out);
	if (!compile(o, s, cxx, name))
		return false;
	for (unsigned i = from; i < to; i++) {
		struct verdict v;
		const char *construct = each_print(kind, i, 0, NULL, &race);
		explore(o, name, i - from, &v);
		progress->compared++;
		progress->executions += v.complete;
		progress->races += race;
		if (race ? !strcmp(v.word, "data-race") : !strcmp(v.word, "ok") && v.complete == 2)
			continue;
		printf("%s, %s %s: %s, %llu executions; right is %s\n", construct, s.compiler, s.level,
		       v.word, v.complete, race ? "data-race" : "ok, 2");
		progress->different++;
		same = false;
	}
	fflush(stdout);
	return same;
}

/* Every jobs-th batch of single constructs, with the next of the compilers and levels. */
static int work_on_each(const struct options *o, enum kind kind, unsigned job, struct progress *progress)
{
	unsigned count = each_count(kind), size = kind == LIBC ? 2 : count;
	unsigned setups = kind == LIBC ? 1 : o->compiler_count * (unsigned)LEVELS;
	unsigned batches = (count + size - 1) / size * setups;
	int result = 0;

	for (unsigned b = job; b < batches; b += o->jobs) {
		unsigned from = b / setups * size;
		if (!run_each(o, setup_of(o, o->base + b), kind, from, from + size, progress))
			result = 1;
	}
	return result;
}

/* Every jobs-th batch. */
static int work(const struct options *o, enum kind kind, unsigned job, struct progress *progress)
{
	static struct test tests[MOST_BATCH];
	unsigned batch = batch_of(kind);
	int result = 0;

	if (o->each)
		return work_on_each(o, kind, job, progress);
	for (uint64_t b = job; b * batch < o->count; b += o->jobs) {
		unsigned count = 0;
		for (uint64_t n = b * batch; n < (b + 1) * batch && n < o->count; n++)
			if (make_test(&tests[count], kind, o->base + n))
				count++;
		if (count && !run_batch(o, setup_of(o, b), tests, count, progress))
			result = 1;
	}
	return result;
}

static int compare_kind(const struct options *o, enum kind kind)
{
	struct progress sum = {0};
	pid_t pids[MAX_JOBS];
	int result = 0;

	if (o->one)
		return show(o, kind);
	memset(workers, 0, MAX_JOBS * sizeof *workers);
	fflush(stdout);
	for (unsigned j = 0; j < o->jobs; j++)
		if ((pids[j] = fork()) == 0)
			exit(work(o, kind, j, &workers[j]));
	for (unsigned j = 0; j < o->jobs; j++) {
		int status = -1;
		if (waitpid(pids[j], &status, 0) < 0 || status)
			result = 1;
		sum.compared += workers[j].compared;
		sum.executions += workers[j].executions;
		sum.races += workers[j].races;
		sum.stuck += workers[j].stuck;
		sum.different += workers[j].different;
	}
	printf("%s: base seed %llu: %llu programs, %llu with a race, %llu that can get stuck; %llu "
	       "executions; "
	       "%llu differ\n",
	       kind_names[kind], (unsigned long long)o->base, (unsigned long long)sum.compared,
	       (unsigned long long)sum.races, (unsigned long long)sum.stuck,
	       (unsigned long long)sum.executions, (unsigned long long)sum.different);
	return result;
}

static void parse(struct options *o, int argc, char **argv)
{
	static const struct option names[] = {
		{"base", required_argument, NULL, 'b'}, {"count", required_argument, NULL, 'c'},
		{"jobs", required_argument, NULL, 'j'}, {"compilers", required_argument, NULL, 'C'},
		{"seed", required_argument, NULL, 's'}, {"print", required_argument, NULL, 'p'},
		{"each", no_argument, NULL, 'e'},       {0}};
	int c;

	while ((c = getopt_long(argc, argv, "j:", names, NULL)) != -1) {
		uint64_t n = optarg ? strtoull(optarg, NULL, 0) : 0;
		if (c == 'b' || c == 's' || c == 'p')
			o->base = n, o->one = c != 'b', o->print = c == 'p';
		else if (c == 'c')
			o->count = n;
		else if (c == 'e')
			o->each = true;
		else if (c == 'j' && n && n <= MAX_JOBS)
			o->jobs = (unsigned)n;
		else if (c == 'C')
			for (char *each = strtok(optarg, " "); each && o->compiler_count < 8;
			     each = strtok(NULL, " "))
				o->compilers[o->compiler_count++] = each;
		else
			exit(2);
	}
	if (!o->compiler_count)
		o->compilers[o->compiler_count++] = "gcc";
}

int main(int argc, char **argv)
{
	struct options o = {.base = 1, .count = 200, .jobs = 1};
	char command[128];
	int result = 0;

	parse(&o, argc, argv);
	if (argc - optind != 2 || !mkdtemp(folder)) {
		fprintf(stderr, "usage: random-sources ACQREL KIND [OPTION]...\n");
		return 2;
	}
	o.acqrel = argv[optind];
	workers = mmap(NULL, MAX_JOBS * sizeof *workers, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
	               -1, 0);
	bool any = false;
	for (enum kind kind = 0; kind < KINDS; kind++)
		if (!strcmp(argv[optind + 1], kind_names[kind]) || !strcmp(argv[optind + 1], "all")) {
			any = true;
			result |= compare_kind(&o, kind);
		}
	snprintf(command, sizeof command, "rm -r '%s'", folder);
	if (system(command))
		result = 2;
	return any ? result : 2;
}
