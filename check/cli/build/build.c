#define _GNU_SOURCE
#include "cli/build/build.h"

#include "cli/build/jobs.h"
#include "cli/build/linked.h"
#include "cli/build/scratch.h"
#include "cli/build/specified.h"
#include "cli/fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What the compiler builds for is not what the runtime was built for. */
static bool is_for_other(const struct compiler *c)
{
	const char *name = compiler_name(c->cxx);

	if (!c->answers)
		return false; /* it will say itself why not */
	if (!c->for_here)
		fail("%s builds for another system (%s): only programs for the Linux and the processor that "
		     "acqrel itself runs on can be checked; use a compiler for these",
		     name, c->target);
	else if (c->for_musl)
		fail("%s builds for musl: the checker's runtime stands in for glibc's functions and starts "
		     "with "
		     "glibc's startup code; check the program on a system with glibc, with a compiler for "
		     "it, such as Debian's CC=gcc",
		     name);
	else if (!c->for_glibc)
		fail("%s builds for a C library that is not glibc, or finds none of glibc's headers: the "
		     "checker's "
		     "runtime stands in for glibc's functions; use a compiler for it, and install its "
		     "headers (Debian: libc6-dev)",
		     name);
	else
		return false;
	return true;
}

bool build_is_possible(const struct compiler *compiler, const struct cmdline *c)
{
	bool makes_program = c->mode == CMDLINE_LINK && !c->relocatable;

	if (c->sanitizer)
		fail("%s cannot be combined with the checker, which watches memory itself; leave it out",
		     c->sanitizer);
	else if (c->word_size)
		fail("%s: only 64-bit programs can be checked", c->word_size);
	else if (c->mode != CMDLINE_ASK && is_for_other(compiler))
		return false;
	else if (c->is_static && makes_program)
		fail("a statically linked program cannot be checked: the checker's runtime needs dynamic "
		     "linking; leave out -static");
	else if (c->is_static_cxx && makes_program)
		fail("a program cannot be checked with a C++ library linked into it: the checker's runtime "
		     "needs the shared one; leave out -static-libstdc++");
	else
		return true;
	return false;
}

static bool is_for_compiling(enum word_role role)
{
	return role == WORD_OPTION || role == WORD_VALUE;
}

/* Functions that are atomic by their name are known by their entry: it must not be inlined. */
static bool has_atomic_functions(const char *source)
{
	static const char prefix[] = "__VERIFIER_atomic_";
	FILE *f = fopen(source, "r");
	char *line = NULL;
	size_t room = 0;
	bool found = false;

	while (f && !found && getline(&line, &room, f) > 0)
		for (const char *at = line; !found && (at = strstr(at, prefix)); at += sizeof prefix - 1)
			found = !starts_with(at + sizeof prefix - 1, "begin") &&
			        !starts_with(at + sizeof prefix - 1, "end");
	free(line);
	if (f)
		fclose(f);
	return found;
}

void build_compile_command(const struct compiler *compiler, const struct cmdline *c, struct strings *argv)
{
	strings_add_all(argv, compiler->command.at);
	compiler_add_flags(compiler, argv);
	bool inlines = true;
	for (size_t i = 0; i < c->words.count; i++) {
		if (c->roles[i] != WORD_OURS)
			strings_add(argv, c->words.at[i]);
		inlines &= c->roles[i] != WORD_SOURCE || !has_atomic_functions(c->words.at[i]);
	}
	if (!inlines)
		strings_add(argv, "-fno-inline");
	compiler_add_last_flags(compiler, argv);
}

static char *without_suffix(const char *path)
{
	const char *dot = strrchr(base_name(path), '.');

	return must_copy(path, dot && dot != base_name(path) ? (size_t)(dot - path) : strlen(path));
}

/*
 * A build that compiles and links at once expects its dependency file under the name that the compiler
 * would have chosen, not under one that follows from our temporary object.
 */
static void add_depends(const struct cmdline *c, const char *source, struct strings *argv)
{
	const char *stem = c->output ? without_suffix(c->output) : without_suffix(base_name(source));

	for (size_t i = 0; i < c->words.count; i++)
		if (c->roles[i] == WORD_DEPENDS)
			strings_add(argv, c->words.at[i]);
	if (!c->depends)
		return;
	if (!c->depends_target) {
		strings_add(argv, "-MT");
		strings_add(argv, c->output ? c->output : must_print("%s.o", stem));
	}
	if (c->depends_file)
		return;
	strings_add(argv, "-MF");
	if (c->output && c->sources > 1)
		strings_add(argv, must_print("%s-%s.d", stem, without_suffix(base_name(source))));
	else
		strings_add(argv, must_print("%s.d", stem));
}

/* Compiles the one source at index `which` of the words. */
static void source_command(const struct compiler *compiler, const struct cmdline *c, size_t which,
                           const char *object, struct strings *argv)
{
	strings_add_all(argv, compiler->command.at);
	compiler_add_flags(compiler, argv);
	for (size_t i = 0; i < c->words.count; i++) {
		if (is_for_compiling(c->roles[i]) && strcmp(c->words.at[i], "-gsplit-dwarf"))
			strings_add(argv, c->words.at[i]);
	}
	if (compiler->is_clang)
		strings_add(argv, "-Qunused-arguments");
	if (has_atomic_functions(c->words.at[which]))
		strings_add(argv, "-fno-inline");
	add_depends(c, c->words.at[which], argv);
	compiler_add_last_flags(compiler, argv);
	strings_add(argv, "-c");
	strings_add(argv, "-o");
	strings_add(argv, object);
	if (c->languages[which]) {
		strings_add(argv, "-x");
		strings_add(argv, c->languages[which]);
	}
	strings_add(argv, c->words.at[which]);
}

/* libacqrel as it is installed for native programs: nothing of what that does could be seen. */
static bool is_native_library(const char *word)
{
	const char *name = base_name(word);

	return !strcmp(word, "-lacqrel") || !strcmp(name, "libacqrel.a") || starts_with(name, "libacqrel.so");
}

/* Links, with the objects in place of the sources. */
static void link_command(const struct compiler *compiler, const struct cmdline *c, const char *const *objects,
                         int said_before, struct strings *argv)
{
	strings_add_all(argv, compiler->command.at);
	if (compiler->is_clang)
		strings_add(argv, "-Qunused-arguments");
	for (size_t i = 0; i < c->words.count; i++)
		if (objects[i])
			strings_add(argv, objects[i]);
		else if (c->roles[i] != WORD_LANGUAGE && c->roles[i] != WORD_OURS &&
		         c->roles[i] != WORD_DEPENDS &&
		         !(c->mode == CMDLINE_LINK && is_native_library(c->words.at[i])))
			strings_add(argv, c->words.at[i]);
	strings_add(argv, "-fno-lto");
	if (c->shared)
		strings_add(argv, "-Wl,-z,undefs"); /* the runtime is in the program that will load it */
	else if (!c->relocatable) {
		specified_add(c, said_before, argv);
		compiler_add_runtime(argv);
	}
	if (!c->relocatable)
		linked_ask(argv);
}

/* Passes on what the linker said; returns whether it was that there is no main(). */
static bool show_linker_output(int fd)
{
	FILE *f = fd >= 0 && !lseek(fd, 0, SEEK_SET) ? fdopen(fd, "r") : NULL;
	char *line = NULL;
	size_t room = 0;
	bool lacks_main = false;

	while (f && getline(&line, &room, f) > 0) {
		fputs(line, stderr);
		/*
		 * GNU ld and gold quote the name, lld does not. That something is missing *in* main ends in a
		 * colon.
		 */
		lacks_main |= ends_with(line, "`main'\n") || ends_with(line, "'main'\n") ||
		              ends_with(line, "symbol: main\n");
	}
	free(line);
	if (f)
		fclose(f);
	return lacks_main;
}

static struct job_result compile_sources(const struct compiler *compiler, const struct compiler *cxx,
                                         const struct cmdline *c, const char **objects)
{
	struct jobs jobs = {0};

	for (size_t i = 0; i < c->words.count; i++) {
		struct strings argv = {0};
		if (c->roles[i] != WORD_SOURCE)
			continue;
		bool is_cxx = cxx && source_is_cxx(c->words.at[i], c->languages[i]);
		objects[i] = scratch_path(
			must_print("%zu-%.200s.o", i, without_suffix(base_name(c->words.at[i]))));
		source_command(is_cxx ? cxx : compiler, c, i, objects[i], &argv);
		jobs_start(&jobs, &argv, c->words.at[i], -1, -1);
	}
	return jobs_finish(&jobs);
}

/* said, errors: where what the linker and the compiler say goes; negative: to where it usually does. */
static int link_once(const struct compiler *compiler, const struct cmdline *c, const char *const *objects,
                     int said_before, int said, int errors)
{
	struct strings argv = {0};
	struct jobs jobs = {0};

	link_command(compiler, c, objects, said_before, &argv);
	jobs_start(&jobs, &argv, "", said, errors);
	return jobs_finish(&jobs).status;
}

/* Returns the exit status. */
static int link_objects(const struct compiler *compiler, const struct cmdline *c, const char *const *objects,
                        int errors)
{
	int said = c->relocatable ? -1 : memfd_create("linker-said", MFD_CLOEXEC);

	int status = link_once(compiler, c, objects, -1, said, errors);
	if (!status && !c->relocatable && !c->shared && specified_was_missed(c, said)) {
		int said_before = said;
		said = memfd_create("linker-said", MFD_CLOEXEC);
		status = link_once(compiler, c, objects, said_before, said, errors);
		close(said_before);
	}
	if (!status && !c->relocatable &&
	    !linked_note(said, c->output ? c->output : "a.out", objects, &c->words))
		status = EXIT_UNUSABLE;
	if (said >= 0)
		close(said);
	return status;
}

struct build_result build_program(const struct compiler *compiler, const struct compiler *cxx,
                                  const struct cmdline *c)
{
	const char **objects = must_allocate((c->words.count + 1) * sizeof *objects);
	int said = memfd_create("linker-output", MFD_CLOEXEC); /* the disk may be full */

	struct job_result compiled = compile_sources(compiler, cxx, c, objects);
	if (compiled.status)
		return (struct build_result){.status = compiled.status, .not_compiled = compiled.what};
	int status = link_objects(cxx ? cxx : compiler, c, objects, said);
	return (struct build_result){.status = status, .lacks_main = show_linker_output(said)};
}

int build_link(const struct compiler *compiler, const struct cmdline *c)
{
	const char **objects = must_allocate((c->words.count + 1) * sizeof *objects);

	return link_objects(compiler, c, objects, -1);
}
