#define _GNU_SOURCE
#include "instrument/assembler.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* What a command prints on its first line; NULL: nothing, or it cannot be run. */
static char *ask(char *const *argv)
{
	posix_spawn_file_actions_t actions;
	size_t room = 0;
	char *line = NULL;
	pid_t child;
	int fds[2];

	if (pipe2(fds, O_CLOEXEC))
		return NULL;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fds[1], STDOUT_FILENO);
	bool started = !posix_spawnp(&child, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(fds[1]);
	FILE *from = fdopen(fds[0], "r");
	ssize_t n = from ? getline(&line, &room, from) : -1;
	if (from)
		fclose(from);
	if (!started || waitpid(child, NULL, 0) != child || n <= 1)
		return NULL;
	line[strcspn(line, "\n")] = 0;
	return line;
}

/* The compiler knows which assembler is its own: acqrel says who it is (cli/build/compiler.c). */
static const char *real_assembler(void)
{
	const char *compiler = getenv("ACQREL_ASSEMBLER_OF");
	struct strings argv = {0};

	if (!compiler)
		return "as";
	strings_add_words(&argv, compiler);
	strings_add(&argv, "-print-prog-name=as");
	const char *name = ask(argv.at);
	return name ? name : "as";
}

static bool takes_word(const char *option)
{
	return !strcmp(option, "-I") || !strcmp(option, "--defsym") ||
	       !strcmp(option, "--debug-prefix-map") || !strcmp(option, "--MD") ||
	       !strcmp(option, "--hash-size");
}

static bool other_purpose(const char *option)
{
	return !strcmp(option, "--version") || !strcmp(option, "-version") || !strcmp(option, "--help") ||
	       !strcmp(option, "--32") || !strcmp(option, "--x32");
}

struct assembler assembler_find(char **argv)
{
	struct assembler a = {.output = "a.out"};

	strings_add(&a.command, real_assembler());
	for (char **w = argv + 1; *w; w++) {
		if (!strcmp(*w, "-o") && w[1]) {
			a.output = *++w;
		} else if (starts_with(*w, "-o") && (*w)[2]) {
			a.output = *w + 2;
		} else if ((*w)[0] != '-') {
			a.only_asks |= a.input != NULL; /* several files: no compiler does that */
			a.input = *w;
		} else if (strcmp(*w, "-") && strcmp(*w, "--")) {
			a.only_asks |= other_purpose(*w);
			strings_add(&a.command, *w);
			if (takes_word(*w) && w[1])
				strings_add(&a.command, *++w);
		}
	}
	return a;
}

int assembler_become(char **argv)
{
	struct strings command = {0};

	strings_add(&command, real_assembler());
	strings_add_all(&command, argv + 1);
	execvp(command.at[0], command.at);
	fprintf(stderr, "acqrel: %s: %s\n", command.at[0], strerror(errno));
	return 1;
}

int assembler_run(const struct assembler *a, const char *text, size_t length, const char *output, bool quiet)
{
	posix_spawn_file_actions_t actions;
	struct strings argv = {0};
	int status, input = memfd_create("assembly", MFD_CLOEXEC);
	pid_t child;

	for (size_t done = 0; done < length;) {
		ssize_t n = input < 0 ? -1 : write(input, text + done, length - done);
		if (n <= 0) {
			fprintf(stderr, "acqrel: no memory for what the assembler is to read: %s\n",
			        strerror(errno));
			return 1;
		}
		done += (size_t)n;
	}
	lseek(input, 0, SEEK_SET);
	strings_add_all(&argv, a->command.at);
	strings_add(&argv, "-o");
	strings_add(&argv, output);
	strings_add(&argv, "-");
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	if (quiet)
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	bool started = !posix_spawnp(&child, argv.at[0], &actions, NULL, argv.at, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(input);
	if (!started || waitpid(child, &status, 0) != child || !WIFEXITED(status))
		return 1;
	return WEXITSTATUS(status);
}

/* --- What becomes of each statement -------------------------------------------------------------------- */

/* A label before each, and one behind it, that are not in anyone's program. */
#define BEGIN_LABEL ".Lacqrel_begin_"
#define END_LABEL   ".Lacqrel_end_"

static char *with_labels(const struct text *t, size_t *length)
{
	char *out = NULL;
	FILE *f = open_memstream(&out, length);
	size_t written = 0;

	if (!f)
		abort();
	for (size_t i = 0; i < t->count; i++) {
		const struct statement *s = &t->statements[i];
		if (s->kind != STATEMENT_INSTRUCTION)
			continue;
		fwrite(t->at + written, 1, s->first - written, f);
		fprintf(f, BEGIN_LABEL "%zu: ", i);
		fwrite(t->at + s->first, 1, s->end - s->first, f);
		fprintf(f, " ; " END_LABEL "%zu: ", i);
		written = s->end;
	}
	fwrite(t->at + written, 1, t->length - written, f);
	fclose(f);
	return out;
}

struct place { /* of a label */
	uint32_t section;
	uint64_t offset;
};

struct object {
	Elf *elf;
	struct place *begins, *ends;
	size_t count;
};

static void note_label(struct object *o, const GElf_Sym *symbol, const char *name)
{
	struct place place = {symbol->st_shndx, symbol->st_value};
	bool begins = starts_with(name, BEGIN_LABEL);

	if (!begins && !starts_with(name, END_LABEL))
		return;
	size_t i = strtoul(name + (begins ? strlen(BEGIN_LABEL) : strlen(END_LABEL)), NULL, 10);
	if (i < o->count)
		(begins ? o->begins : o->ends)[i] = place;
}

static void note_labels(struct object *o)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;
	GElf_Sym symbol;

	while ((section = elf_nextscn(o->elf, section))) {
		Elf_Data *data;
		if (!gelf_getshdr(section, &header) || header.sh_type != SHT_SYMTAB || !header.sh_entsize)
			continue;
		data = elf_getdata(section, NULL);
		for (size_t i = 0; data && i < header.sh_size / header.sh_entsize; i++) {
			const char *name;
			if (!gelf_getsym(data, (int)i, &symbol))
				continue;
			name = elf_strptr(o->elf, header.sh_link, symbol.st_name);
			if (name && symbol.st_shndx != SHN_UNDEF && symbol.st_shndx < SHN_LORESERVE)
				note_label(o, &symbol, name);
		}
	}
}

static struct bytes between(const struct object *o, const struct place *begin, const struct place *end)
{
	Elf_Scn *section = begin->section ? elf_getscn(o->elf, begin->section) : NULL;
	Elf_Data *data = section ? elf_getdata(section, NULL) : NULL;
	GElf_Shdr header;

	/* What assembly puts into other sections are no instructions. */
	if (!data || !gelf_getshdr(section, &header) || !(header.sh_flags & SHF_EXECINSTR) || !data->d_buf ||
	    begin->section != end->section || end->offset <= begin->offset || end->offset > data->d_size)
		return (struct bytes){0};
	size_t n = (size_t)(end->offset - begin->offset);
	uint8_t *copy = must_allocate(n);
	memcpy(copy, (const uint8_t *)data->d_buf + begin->offset, n);
	return (struct bytes){copy, n};
}

static bool look_into(const char *path, struct bytes *bytes, size_t count)
{
	struct object o = {
		.count = count,
		.begins = must_allocate((count + 1) * sizeof *o.begins),
		.ends = must_allocate((count + 1) * sizeof *o.ends),
	};
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	memset(o.begins, 0, count * sizeof *o.begins);
	memset(o.ends, 0, count * sizeof *o.ends);
	elf_version(EV_CURRENT);
	o.elf = fd >= 0 ? elf_begin(fd, ELF_C_READ_MMAP, NULL) : NULL;
	if (o.elf) {
		note_labels(&o);
		for (size_t i = 0; i < count; i++)
			bytes[i] = between(&o, &o.begins[i], &o.ends[i]);
		elf_end(o.elf);
	}
	if (fd >= 0)
		close(fd);
	free(o.begins);
	free(o.ends);
	return o.elf;
}

/* A file of its own. NULL: there is none. */
static char *temporary(void)
{
	const char *folder = getenv("TMPDIR");
	char *path = must_print("%s/acqrel-XXXXXX", folder && *folder ? folder : "/tmp");
	int fd = mkstemp(path);

	if (fd >= 0)
		close(fd);
	return fd < 0 ? NULL : path;
}

bool assembler_ask(const struct assembler *a, struct text *t, struct bytes *bytes)
{
	char *path = temporary();
	struct assembler keeps = *a;
	size_t length;

	if (!path)
		return false;
	keeps.command = (struct strings){0};
	strings_add_all(&keeps.command, a->command.at);
	strings_add(&keeps.command, "--keep-locals");
	char *text = with_labels(t, &length);
	bool answered = !assembler_run(&keeps, text, length, path, true) && look_into(path, bytes, t->count);
	if (answered && t->compiled)
		t->frames = frames_read(path);
	unlink(path);
	free(path);
	free(text);
	return answered;
}

/* --- Comparing ------------------------------------------------------------------------------------------ */

static bool is_debug(Elf *elf, size_t names, const GElf_Shdr *header)
{
	const char *name = elf_strptr(elf, names, header->sh_name);

	return name && strstr(name, ".debug");
}

static bool same_contents(Elf_Scn *x, Elf_Scn *y)
{
	Elf_Data *a = elf_rawdata(x, NULL), *b = elf_rawdata(y, NULL);

	if (!a || !b)
		return !a == !b;
	return a->d_size == b->d_size && !a->d_buf == !b->d_buf &&
	       (!a->d_buf || !memcmp(a->d_buf, b->d_buf, a->d_size));
}

/* Whether sections are equal, one after the other; what they are called is in one of them. */
static bool same_sections(Elf *x, Elf *y)
{
	Elf_Scn *a = NULL, *b = NULL;
	GElf_Shdr header, other;
	size_t names;

	if (!x || !y || elf_getshdrstrndx(x, &names))
		return false;
	for (;;) {
		a = elf_nextscn(x, a);
		b = elf_nextscn(y, b);
		if (!a || !b)
			return a == b;
		if (!gelf_getshdr(a, &header) || !gelf_getshdr(b, &other) ||
		    header.sh_name != other.sh_name || header.sh_type != other.sh_type ||
		    header.sh_flags != other.sh_flags)
			return false;
		if (!is_debug(x, names, &header) && !same_contents(a, b))
			return false;
	}
}

static bool same_files(const char *path, const char *other)
{
	int x = open(path, O_RDONLY | O_CLOEXEC), y = open(other, O_RDONLY | O_CLOEXEC);

	elf_version(EV_CURRENT);
	Elf *a = x >= 0 ? elf_begin(x, ELF_C_READ, NULL) : NULL,
	    *b = y >= 0 ? elf_begin(y, ELF_C_READ, NULL) : NULL;
	bool same = same_sections(a, b);
	if (a)
		elf_end(a);
	if (b)
		elf_end(b);
	if (x >= 0)
		close(x);
	if (y >= 0)
		close(y);
	return same;
}

bool assembler_makes_same(const struct assembler *a, const struct text *t, const char *text, size_t length)
{
	char *path = temporary(), *other = temporary();
	bool same = path && other && !assembler_run(a, t->at, t->length, path, true) &&
	            !assembler_run(a, text, length, other, true) && same_files(path, other);

	if (path)
		unlink(path);
	if (other)
		unlink(other);
	free(path);
	free(other);
	return same;
}
