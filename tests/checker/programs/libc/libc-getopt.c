/* Options are parsed anew in every execution, and where an execution is taken up in midst of them.
 *
 * expect: ok 28
 */
#define _GNU_SOURCE
#include <assert.h>
#include <getopt.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static atomic_int x;

static void step(void)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
}

static void *other(void *unused)
{
	step();
	step();
	return unused;
}

int main(void)
{
	static const struct option options[] = {{"long", 1, NULL, 'l'}, {0}};
	char *arguments[] = {"program", "-ab", "file", "--long=x", "--", "-a", NULL};
	char got[8] = "";
	int c, n = 0;
	pthread_t t;

	pthread_create(&t, NULL, other, NULL);
	assert(optind == 1);
	while ((c = getopt_long(6, arguments, "abl:", options, NULL)) != -1) {
		got[n++] = (char)c;
		step();
		if (c == 'l')
			assert(!strcmp(optarg, "x"));
	}
	assert(!strcmp(got, "abl"));
	assert(optind == 4 && !strcmp(arguments[4], "file") && !strcmp(arguments[5], "-a"));
	optind = 2;
	step();
	assert(getopt(3, (char *[]){"program", "command", "-b", NULL}, "b") == 'b');
	step();
	step();
	pthread_join(t, NULL);
	return 0;
}
