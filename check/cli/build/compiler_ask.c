#include "cli/build/compiler.h"
#include "cli/process.h"

#include <stdlib.h>
#include <string.h>

/*
 * The options of the user's that decide what is built for, and where the C library's headers are. Not -I:
 * many a project has a features.h of its own there.
 */
static bool decides(const char *w)
{
	static const char *const prefixes[] = {
		"--target", "-target", "-specs",    "--specs",         "--sysroot",      "-isysroot",
		"-B",       "-m",      "-nostdinc", "--gcc-toolchain", "-gcc-toolchain", "--config"};

	if (!strcmp(w, "-mllvm"))
		return false;
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (starts_with(w, prefixes[i]))
			return true;
	return false;
}

/*
 * The command line that makes it tell its macros, those of the C library and its target; the source is
 * standard input.
 */
static struct strings question(const struct compiler *compiler, const struct cmdline *c, const char *language)
{
	struct strings argv = {0};

	strings_add_all(&argv, compiler->command.at);
	for (size_t i = 0; c && i < c->words.count; i++) {
		if (c->roles[i] == WORD_OPTION && decides(c->words.at[i])) {
			strings_add(&argv, c->words.at[i]);
			if (i + 1 < c->words.count && c->roles[i + 1] == WORD_VALUE)
				strings_add(&argv, c->words.at[i + 1]);
		}
	}
	for (const char *const *w = (const char *const[]){"-v", "-dM", "-E", "-x", language, "-", NULL}; *w;
	     w++)
		strings_add(&argv, *w);
	return argv;
}

/* What follows the words on a line of the answer that begins with them; NULL: there is none. */
static const char *find_line(const char *answer, const char *words)
{
	for (const char *line = answer; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (starts_with(line, words))
			return line + strlen(words);
	}
	return NULL;
}

static bool defines(const char *answer, const char *name)
{
	return find_line(answer, must_print("#define %s ", name));
}

static int number_of(const char *answer, const char *name)
{
	const char *value = find_line(answer, must_print("#define %s ", name));

	return value ? atoi(value) : 0;
}

#if defined(__x86_64__)
#define OWN_PROCESSOR "__x86_64__"
#else
#define OWN_PROCESSOR "__aarch64__"
#endif

static void understand(struct compiler *c, const char *answer)
{
	const char *target = find_line(answer, "Target: ");

	c->target = target ? must_copy(target, strcspn(target, "\n")) : "";
	c->is_clang = defines(answer, "__clang__");
	c->version = number_of(answer, c->is_clang ? "__clang_major__" : "__GNUC__");
	c->for_x86 = defines(answer, "__x86_64__");
	c->for_here =
		defines(answer, OWN_PROCESSOR) && defines(answer, "__linux__") && defines(answer, "__LP64__");
	c->for_glibc = defines(answer, "__GLIBC__");
	/* musl has no macro. A clang that links for it may still find the headers of glibc. */
	c->for_musl = strstr(c->target, "musl") || (!c->for_glibc && strstr(answer, "musl"));
}

void compiler_ask(struct compiler *compiler, const struct cmdline *c)
{
	static const char source[] = "#if __has_include(<features.h>)\n#include <features.h>\n#endif\n";
	const char *own = compiler->cxx ? "c++" : "c", *other = compiler->cxx ? "c" : "c++";
	const struct {
		const struct cmdline *options;
		const char *language;
	} tries[] = {
		{c, own},
		{NULL, own},   /* an option is wrong, which it will say when it compiles */
		{NULL, other}, /* CC="clang++ -std=c++17" */
	};

	for (size_t i = 0; !compiler->answers && i < sizeof tries / sizeof tries[0]; i++) {
		struct strings argv = question(compiler, tries[i].options, tries[i].language);
		const char *answer = process_ask(argv.at, source);
		compiler->answers = answer && defines(answer, "__STDC__");
		if (compiler->answers)
			understand(compiler, answer);
	}
}
