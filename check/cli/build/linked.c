#define _GNU_SOURCE
#include "cli/build/linked.h"

#include "cli/fail.h"
#include "cli/build/specified.h"
#include "cli/install.h"
#include "protocol/note.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * The compilers' own: code that runs before and after the program's, and what they call instead of writing it
 * out.
 */
static bool is_of_the_compiler(const char *path)
{
	static const char *const files[] = {"crt1.o",
	                                    "Scrt1.o",
	                                    "gcrt1.o",
	                                    "Mcrt1.o",
	                                    "crti.o",
	                                    "crtn.o",
	                                    "crtfastmath.o",
	                                    "crtprec32.o",
	                                    "crtprec64.o",
	                                    "crtprec80.o",
	                                    "libgcc.a",
	                                    "libgcc_eh.a",
	                                    "libc_nonshared.a",
	                                    "libpthread_nonshared.a",
	                                    "libssp_nonshared.a"};
	const char *name = base_name(path);

	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		if (!strcmp(name, files[i]))
			return true;
	return starts_with(name, "crtbegin") || starts_with(name, "crtend") ||
	       starts_with(name, "clang_rt.crt") || starts_with(name, "libclang_rt.builtins") ||
	       starts_with(name, "libclang_rt.crt") || !strcmp(path, install_runtime()) ||
	       !strcmp(path, install_note()) || specified_is(path);
}

/*
 * --- Whether a file tells of its accesses
 * -------------------------------------------------------------------------
 */

struct facts {
	bool has_code, tells;
	size_t files, constructors; /* source files; those of the code that -fsanitize=thread adds to each */
};

static void look_at_symbols(Elf *elf, Elf_Scn *section, const GElf_Shdr *header, struct facts *f)
{
	Elf_Data *data = elf_getdata(section, NULL);
	GElf_Sym symbol;

	for (size_t i = 0; data && header->sh_entsize && i < header->sh_size / header->sh_entsize; i++) {
		if (!gelf_getsym(data, (int)i, &symbol))
			continue;
		const char *name = elf_strptr(elf, header->sh_link, symbol.st_name);
		f->files += GELF_ST_TYPE(symbol.st_info) == STT_FILE;
		f->tells |= name && starts_with(name, "__tsan_");
		/* gcc's name, and clang's */
		f->constructors +=
			name && (starts_with(name, "_sub_I_00099_") || starts_with(name, "tsan.module_ctor"));
	}
}

/*
 * In a file that `ld -r` has made of several, each of those that are instrumented has a constructor, and one
 * less than there are source files means that one is not.
 */
static bool is_uninstrumented(Elf *elf)
{
	Elf_Scn *section = NULL;
	struct facts f = {0};
	GElf_Shdr header;
	GElf_Ehdr file;

	if (!gelf_getehdr(elf, &file) || file.e_type != ET_REL)
		return false;
	while ((section = elf_nextscn(elf, section))) {
		if (!gelf_getshdr(section, &header))
			continue;
		f.has_code |= header.sh_flags & SHF_EXECINSTR && header.sh_size;
		if (header.sh_type == SHT_SYMTAB)
			look_at_symbols(elf, section, &header, &f);
	}
	return f.has_code && (!f.tells || (f.files > 1 && f.constructors < f.files));
}

/* Code that clang leaves to the linker to compile. */
static bool is_bitcode(int fd)
{
	unsigned char start[4];

	return pread(fd, start, sizeof start, 0) == sizeof start &&
	       !memcmp(start, "BC\xc0\xde", sizeof start);
}

static bool is_uninstrumented_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return true;
	Elf *elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
	bool uninstrumented = is_bitcode(fd) || (elf_kind(elf) == ELF_K_ELF && is_uninstrumented(elf));
	elf_end(elf);
	close(fd);
	return uninstrumented;
}

/*
 * Of a thin archive: files that lie where it does, under a name that it tells, or where the command was
 * started.
 */
static bool is_uninstrumented_beside(const char *archive, const char *member)
{
	int folder = (int)(base_name(archive) - archive);
	const char *const places[] = {must_print("%.*s%s", folder, archive, member), member,
	                              must_print("%.*s%s", folder, archive, base_name(member))};

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (!access(places[i], R_OK))
			return is_uninstrumented_file(places[i]);
	return true;
}

/* Members of the same name are taken for one. */
static bool is_uninstrumented_member(const char *archive, const char *name)
{
	int fd = open(archive, O_RDONLY | O_CLOEXEC);
	bool uninstrumented = false, found = false;
	Elf_Cmd command = ELF_C_READ_MMAP;
	Elf *member;

	if (fd < 0)
		return true;
	Elf *elf = elf_begin(fd, command, NULL);
	while (elf_kind(elf) == ELF_K_AR && (member = elf_begin(fd, command, elf))) {
		const Elf_Arhdr *header = elf_getarhdr(member);
		if (header && header->ar_name && !strcmp(header->ar_name, name)) {
			found = true;
			uninstrumented |= elf_kind(member) != ELF_K_ELF || is_uninstrumented(member);
		}
		command = elf_next(member);
		elf_end(member);
	}
	elf_end(elf);
	close(fd);
	return found ? uninstrumented : is_uninstrumented_beside(archive, name);
}

/*
 * --- What the linker says
 * ------------------------------------------------------------------------------------------
 */

struct input {
	const char *path, *member; /* NULL: none */
};

static bool is_file(const char *path)
{
	return !access(path, F_OK);
}

/*
 * path, path(member), or as GNU ld has it (path)member; -lname (path) in older versions of it. False: it is
 * something else.
 */
static bool read_line(char *line, struct input *in)
{
	size_t n = strcspn(line, "\r\n");
	char *open, *close;

	line[n] = 0;
	if (starts_with(line, "trace: ")) /* mold */
		line += sizeof "trace: " - 1;
	*in = (struct input){.path = line};
	if (!*line || is_file(line))
		return *line;
	if (line[0] == '(' && (close = strrchr(line, ')'))) {
		*in = (struct input){line + 1, close + 1};
		*close = 0;
		if (is_file(in->path))
			return true;
		*close = ')';
		return false;
	}
	open = strrchr(line, '(');
	if (!open || !ends_with(line, ")"))
		return false;
	close = line + strlen(line) - 1;
	*open = *close = 0;
	in->member = open + 1;
	if (is_file(in->path))
		return true;
	if (starts_with(line, "-l")) {
		*in = (struct input){.path = open + 1};
		if (is_file(in->path))
			return true;
	}
	*open = '(';
	*close = ')';
	return false;
}

static const char *name_of(const struct input *in, const char *const *objects, const struct strings *names)
{
	if (in->member)
		return must_print("%s(%s)", base_name(in->path), in->member);
	for (size_t i = 0; i < names->count; i++)
		if (objects[i] && !strcmp(objects[i], in->path))
			return base_name(names->at[i]);
	return base_name(in->path);
}

/* GNU ld says some of them twice. */
static void add_once(struct strings *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (!strcmp(list->at[i], name))
			return;
	strings_add(list, name);
}

static bool read_said(int said, const char *const *objects, const struct strings *names,
                      struct strings *uninstrumented)
{
	FILE *f = fdopen(dup(said), "r");
	bool names_files = false;
	char *line = NULL;
	size_t room = 0;
	struct input in;

	if (f)
		rewind(f);
	while (f && getline(&line, &room, f) > 0) {
		char *copy = must_copy(line, strlen(line));
		if (!read_line(copy, &in)) {
			fputs(line, stdout);
			continue;
		}
		names_files |= !strcmp(in.path, install_note());
		if (!is_of_the_compiler(in.path) && (in.member ? is_uninstrumented_member(in.path, in.member)
		                                               : is_uninstrumented_file(in.path)))
			add_once(uninstrumented, name_of(&in, objects, names));
	}
	free(line);
	if (f)
		fclose(f);
	fflush(stdout);
	return names_files;
}

/*
 * --- The note
 * -------------------------------------------------------------------------------------------------------
 */

#define MOST 90 /* characters of names, as the reporter has room for */

static const char *list_names(const struct strings *uninstrumented)
{
	size_t length = strlen(uninstrumented->at[0]), i = 1;
	const char *list = length <= MOST ? uninstrumented->at[0]
	                                  : must_print("…%s", uninstrumented->at[0] + length - MOST);

	for (; i < uninstrumented->count && strlen(list) + strlen(uninstrumented->at[i]) + 2 <= MOST; i++)
		list = must_print("%s, %s", list, uninstrumented->at[i]);
	return i < uninstrumented->count ? must_print("%s and %zu more", list, uninstrumented->count - i)
	                                 : list;
}

/* Where in the file the note's text is; 0: nowhere. */
static off_t find_note(int fd)
{
	Elf *elf = elf_begin(fd, ELF_C_READ, NULL);
	Elf_Scn *section = NULL;
	off_t found = 0;
	GElf_Shdr header;
	size_t names;

	if (elf_kind(elf) == ELF_K_ELF && !elf_getshdrstrndx(elf, &names))
		while (!found && (section = elf_nextscn(elf, section))) {
			const char *name = gelf_getshdr(section, &header)
			                           ? elf_strptr(elf, names, header.sh_name)
			                           : NULL;
			if (name && !strcmp(name, ACQ_NOTE_SECTION) && header.sh_type == SHT_NOTE)
				found = (off_t)(header.sh_offset + sizeof(struct acq_note_head));
		}
	elf_end(elf);
	return found;
}

static bool write_note(const char *output, const char *text)
{
	size_t size = strlen(text) + 1;
	int fd = open(output, O_RDWR | O_CLOEXEC);
	off_t at = fd >= 0 ? find_note(fd) : 0;
	bool written = at && size <= ACQ_NOTE_SIZE && pwrite(fd, text, size, at) == (ssize_t)size;

	if (fd >= 0)
		close(fd);
	if (written || !strcmp(output, "/dev/null"))
		return true;
	fail("%s holds code that acqrel cc has not compiled (%s), and has no room for the note that says so: "
	     "link it without a linker script that leaves notes out",
	     output, text);
	return false;
}

void linked_ask(struct strings *argv)
{
	/* Once for files, again for members of archives. */
	strings_add(argv, "-Wl,-t,-t");
	strings_add(argv, install_note());
}

bool linked_note(int said, const char *output, const char *const *objects, const struct strings *names)
{
	struct strings uninstrumented = {0};

	elf_version(EV_CURRENT);
	if (!read_said(said, objects, names, &uninstrumented))
		strings_add(&uninstrumented, "files that the linker does not name, perhaps");
	return !uninstrumented.count || write_note(output, list_names(&uninstrumented));
}
