/*
 * getopt and its relatives: libc's own, whose state outside the program's variables cannot be undone. It
 * follows from the calls made so far; when the program has been taken back to fewer, libc is taken through
 * these once more.
 */
#include "rt/abi/interpose.h"
#include "rt/error/violation.h"
#include "rt/memory/plain.h"
#include "rt/memory/shadow.h"
#include "rt/rt.h"
#include "rt/run/undo.h"

#include <argp.h>
#include <getopt.h>
#include <string.h>

enum which { SHORT_ONLY, POSIX, LONG, LONG_ONLY };

/*
 * What <unistd.h> makes of getopt() where only POSIX is asked for: it does not look behind the first
 * operand.
 */
int __posix_getopt(int argc, char *const *argv, const char *letters);

static uint32_t calls; /* in this execution; undone */
static uint32_t made;  /* those that libc's state follows from */
static int begin;      /* optind at the first of them; 0 makes libc begin anew; undone */

struct arguments {
	enum which which;
	int argc;
	char *const *argv;
	const char *letters;
	const struct option *options;
	int *index;
};

static int call(const struct arguments *a, int *index)
{
	int result;

	rt.below++;
	if (a->which == SHORT_ONLY)
		result = REAL(getopt)(a->argc, a->argv, a->letters);
	else if (a->which == POSIX)
		result = REAL(__posix_getopt)(a->argc, a->argv, a->letters);
	else if (a->which == LONG)
		result = REAL(getopt_long)(a->argc, a->argv, a->letters, a->options, index);
	else
		result = REAL(getopt_long_only)(a->argc, a->argv, a->letters, a->options, index);
	rt.below--;
	return result;
}

#define MOST_WORDS 4096

/* The words as they were at the first call: libc puts them in another order as it goes. */
static char *original[MOST_WORDS + 1];

static void begin_with(const struct arguments *a, uint64_t pc)
{
	if (a->argc > MOST_WORDS)
		violation_unsupported(pc, "getopt with more than %d words", MOST_WORDS);
	undo_save(&begin, sizeof begin);
	begin = optind <= 1 ? 0 : optind;
	for (int i = 0; i <= a->argc; i++) {
		undo_save(&original[i], sizeof original[i]);
		original[i] = i < a->argc ? a->argv[i] : NULL;
	}
}

/* Takes libc to where it was after `calls` calls: they are taken to have been the same as this one. */
static void catch_up(const struct arguments *now)
{
	int messages = opterr, unused = 0;
	static char *words[MOST_WORDS + 1];
	struct arguments then = *now;

	rt_copy(words, original, sizeof *words * ((size_t)now->argc + 1));
	then.argv = words;
	optind = opterr = 0;
	REAL(getopt)(1, (char *[]){"", NULL}, ""); /* forgets in which word of options it was */
	optind = begin;
	for (uint32_t i = 0; i < calls; i++)
		call(&then, &unused);
	opterr = messages;
}

static int parse(const struct arguments *a, uint64_t pc)
{
	int index = 0, *counts[] = {&optind, &opterr, &optopt};

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		memory_save((uint64_t)counts[i], sizeof(int));
	memory_save((uint64_t)&optarg, sizeof optarg);
	memory_save((uint64_t)a->argv, (size_t)a->argc * sizeof *a->argv);
	undo_save(&calls, sizeof calls);
	if (optind == 0)
		calls = 0; /* the program begins anew */
	if (!calls)
		begin_with(a, pc);
	if (calls != made || !calls)
		catch_up(a);
	int result = call(a, &index);
	calls = result == -1 ? 0 : calls + 1;
	made = calls;
	rt.current->effects++;
	if (a->index && result != '?' && result != -1 && result != ':') {
		plain_access((uint64_t)a->index, sizeof index, true, pc);
		*a->index = index;
	}
	return result;
}

INTERPOSE(int, getopt)(int argc, char *const *argv, const char *letters)
{
	return parse(&(struct arguments){SHORT_ONLY, argc, argv, letters, NULL, NULL}, RETURN_ADDRESS);
}

INTERPOSE(int, __posix_getopt)(int argc, char *const *argv, const char *letters)
{
	return parse(&(struct arguments){POSIX, argc, argv, letters, NULL, NULL}, RETURN_ADDRESS);
}

INTERPOSE(int, getopt_long)
(int argc, char *const *argv, const char *letters, const struct option *options, int *index)
{
	return parse(&(struct arguments){LONG, argc, argv, letters, options, index}, RETURN_ADDRESS);
}

INTERPOSE(int, getopt_long_only)
(int argc, char *const *argv, const char *letters, const struct option *options, int *index)
{
	return parse(&(struct arguments){LONG_ONLY, argc, argv, letters, options, index}, RETURN_ADDRESS);
}

/*
 * What argp_parse does with its arguments. The functions that it calls for them are the program's. It has no
 * state that stays.
 */
INTERPOSE(error_t, argp_parse)
(const struct argp *restrict argp, int argc, char **restrict argv, unsigned flags, int *restrict index,
 void *restrict input)
{
	const uint64_t pc = RETURN_ADDRESS;

	plain_access((uint64_t)argp, sizeof *argp, false, pc);
	for (int i = 0; i < argc; i++) {
		plain_access((uint64_t)&argv[i], sizeof argv[i], false, pc);
		plain_access((uint64_t)argv[i], strlen(argv[i]) + 1, false, pc);
	}
	if (!(flags & (ARGP_NO_ARGS | ARGP_IN_ORDER)))
		plain_access((uint64_t)argv, (size_t)argc * sizeof *argv, true,
		             pc); /* operands go to the end */
	if (index)
		plain_access((uint64_t)index, sizeof *index, true, pc);
	return REAL(argp_parse)(argp, argc, argv, flags, index, input);
}
