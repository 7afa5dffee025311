#define _GNU_SOURCE
#include "report/source/symbols.h"

#include "protocol/no_line.h"
#include "report/report.h"
#include "report/source/symbols_internal.h"

#include <dwarf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const Dwfl_Callbacks callbacks = {
	.find_elf = dwfl_linux_proc_find_elf,
	.find_debuginfo = dwfl_standard_find_debuginfo,
};

struct symbols *symbols_open(struct arena *arena, const char *maps, size_t size, const char *const *library,
                             const char *const *checker)
{
	struct symbols *s = arena_alloc(arena, sizeof *s);

	s->arena = arena;
	s->library = library;
	s->checker = checker;
	s->directory = getcwd(NULL, 0);
	s->dwfl = dwfl_begin(&callbacks);
	FILE *f = size ? fmemopen((void *)maps, size, "r") : NULL;
	if (s->dwfl && f) {
		dwfl_report_begin(s->dwfl);
		dwfl_linux_proc_maps_report(s->dwfl, f);
		dwfl_report_end(s->dwfl, NULL, NULL);
	}
	if (f)
		fclose(f);
	return s;
}

void symbols_close(struct symbols *s)
{
	dwfl_end(s->dwfl);
	free(s->directory);
}

/*
 * The compilation unit at an address, and what to subtract from addresses for it. Looked for by hand: clang
 * writes no table of addresses, without which the library finds none.
 */
static bool unit_at(struct symbols *s, uint64_t pc, Dwarf_Die *unit, Dwarf_Addr *bias)
{
	Dwfl_Module *module = s->dwfl ? dwfl_addrmodule(s->dwfl, pc) : NULL;
	Dwarf_Die *cu = NULL;

	if (!module)
		return false;
	while ((cu = dwfl_module_nextcu(module, cu, bias)))
		if (dwarf_haspc(cu, pc - *bias) > 0) {
			*unit = *cu;
			return true;
		}
	return false;
}

bool symbols_has_lines(struct symbols *s, uint64_t pc)
{
	Dwarf_Die unit;
	Dwarf_Addr bias;

	return unit_at(s, pc, &unit, &bias);
}

/* Without "dir/..", which compilers leave in the names of their own folders. */
static const char *normalize(struct arena *arena, const char *path)
{
	char *out = arena_copy(arena, path, strlen(path)), *end = out;

	for (const char *p = path; *p;) {
		size_t n = strcspn(p + 1, "/") + 1; /* a slash, and what follows up to the next */
		if (n == 3 && !strncmp(p, "/..", 3) && end > out && memchr(out, '/', (size_t)(end - out)))
			while (*--end != '/')
				;
		else
			for (size_t i = 0; i < n; i++)
				*end++ = p[i];
		p += n;
	}
	*end = 0;
	return out;
}

/* The file as it is shown to somebody in the working directory. */
static const char *shorten(const struct symbols *s, const char *path)
{
	size_t n = s->directory ? strlen(s->directory) : 0;

	while (path[0] == '.' && path[1] == '/')
		path += 2;
	if (n > 1 && !strncmp(path, s->directory, n) && path[n] == '/')
		path += n + 1;
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	return path;
}

/* Without the "folder/.." in it, by which compilers name their own headers. */
static const char *tidy(const struct symbols *s, const char *path)
{
	char *copy = arena_copy(s->arena, path, strlen(path)), *up;

	while ((up = strstr(copy, "/../"))) {
		char *folder = up;
		while (folder > copy && folder[-1] != '/')
			folder--;
		if (folder == copy || !strncmp(folder, "../", 3))
			return path;
		memmove(folder, up + strlen("/../"), strlen(up + strlen("/../")) + 1);
	}
	return copy;
}

static bool is_below(const char *path, const char *const *folders)
{
	for (; folders && *folders; folders++)
		if (!strncmp(path, *folders, strlen(*folders)))
			return true;
	return false;
}

static const char *absolute_path(const struct symbols *s, Dwarf_Die *unit, const char *path)
{
	Dwarf_Attribute attribute;
	const char *directory = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &attribute));

	if (path[0] != '/' && directory)
		return tidy(s, arena_print(s->arena, "%s/%s", directory, path));
	return tidy(s, path);
}

static bool is_system_file(const char *path)
{
	static const char *const folders[] = {"/usr/include/", "/usr/lib/", "/lib/", NULL};
	const char *name = strstr(path, "/acqrel/atomic.h");

	return is_below(path, folders) || (name && !name[strlen("/acqrel/atomic.h")]);
}

bool symbols_unit_is_checker(const struct symbols *s, Dwarf_Die *unit)
{
	const char *name = dwarf_diename(unit);

	return name && is_below(absolute_path(s, unit, name), s->checker);
}

bool symbols_unit_is_library(const struct symbols *s, Dwarf_Die *unit)
{
	const char *name = dwarf_diename(unit);

	return name && is_below(absolute_path(s, unit, name), s->library);
}

/*
 * As getcwd() names it: compilers take the working directory's name from the shell, which leaves the symbolic
 * links in it that it came by.
 */
static const char *physical(const struct symbols *s, Dwarf_Die *unit, const char *path)
{
	Dwarf_Attribute attribute;
	const char *directory = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &attribute));
	const char *below = directory ? path_below(path, directory) : NULL;
	char *real = below ? realpath(directory, NULL) : NULL;

	if (real)
		path = arena_print(s->arena, "%s/%s", strcmp(real, "/") ? real : "", below);
	free(real);
	return path;
}

const char *symbols_path(const struct symbols *s, Dwarf_Die *unit, const char *path)
{
	return physical(s, unit, normalize(s->arena, path));
}

static void set_place(struct symbols *s, struct frame *f, Dwarf_Die *unit, const char *path, int line,
                      int column)
{
	if (!path || !line)
		return;
	path = symbols_path(s, unit, path);
	f->path = path;
	f->file = shorten(s, f->path);
	f->line = line;
	f->column = column;
	path = tidy(s, path);
	const char *absolute = absolute_path(s, unit, path);
	f->library = is_below(absolute, s->library);
	f->hidden = f->library || is_below(absolute, s->checker) || is_system_file(path);
}

int symbols_row_line(Dwarf_Line *row)
{
	const char *path = dwarf_linesrc(row, NULL, NULL), *name = path ? strrchr(path, '/') : NULL;
	int number;

	name = name ? name + 1 : path;
	return dwarf_lineno(row, &number) || (name && !strcmp(name, ACQ_NO_LINE_FILE)) ? 0 : number;
}

static void set_line(struct symbols *s, struct frame *f, Dwarf_Die *unit, Dwarf_Addr pc)
{
	int number = 0, column = 0;
	Dwarf_Line *line;

	/* Code that belongs to no line in particular, as clang has it, follows some that does. */
	for (int turns = 0; turns < MOST_INLINED; turns++) {
		line = dwarf_getsrc_die(unit, pc);
		if (!line)
			return;
		number = symbols_row_line(line);
		if (number || dwarf_lineaddr(line, &pc))
			break;
		f->nearby = true;
		pc--;
	}
	dwarf_linecol(line, &column);
	set_place(s, f, unit, dwarf_linesrc(line, NULL, NULL), number, column);
}

static int number_of(Dwarf_Die *die, unsigned name)
{
	Dwarf_Attribute attribute;
	Dwarf_Word value;

	if (!dwarf_attr(die, name, &attribute) || dwarf_formudata(&attribute, &value))
		return 0;
	return (int)value;
}

/* Where the inlined function at `die` was called. */
static void set_call(struct symbols *s, struct frame *f, Dwarf_Die *unit, Dwarf_Die *die)
{
	Dwarf_Files *files;
	size_t count, file = (size_t)number_of(die, DW_AT_call_file);

	if (dwarf_getsrcfiles(unit, &files, &count) || file >= count)
		return;
	set_place(s, f, unit, dwarf_filesrc(files, file, NULL, NULL), number_of(die, DW_AT_call_line),
	          number_of(die, DW_AT_call_column));
}

static const char *copy_name(struct symbols *s, const char *name)
{
	return name ? arena_copy(s->arena, name, strlen(name)) : NULL;
}

/*
 * Of a stripped program only exported symbols are left, and the one before the address need not be its own.
 */
static const char *symbol_name(struct symbols *s, uint64_t pc)
{
	Dwfl_Module *module = s->dwfl ? dwfl_addrmodule(s->dwfl, pc) : NULL;
	GElf_Off offset;
	GElf_Sym symbol;
	const char *name =
		module ? dwfl_module_addrinfo(module, pc, &offset, &symbol, NULL, NULL, NULL) : NULL;

	return name && offset < symbol.st_size ? copy_name(s, name) : NULL;
}

/* A frame of code without debug information: at best it has a name. */
static size_t bare_frame(struct symbols *s, uint64_t pc, struct frame *frames)
{
	frames[0] = (struct frame){.function = symbol_name(s, pc), .hidden = true};
	return frames[0].function != NULL;
}

#define DEEPEST 64

static size_t find_frames(struct symbols *s, uint64_t pc, struct frame *frames, size_t most)
{
	Dwarf_Die unit, scopes[DEEPEST];
	Dwarf_Addr bias;
	size_t n = 0;

	if (!most)
		return 0;
	if (!unit_at(s, pc, &unit, &bias))
		return bare_frame(s, pc, frames);
	frames[0] = (struct frame){0};
	set_line(s, &frames[0], &unit, pc - bias);
	size_t count = scopes_at(s, &unit, pc - bias, scopes, DEEPEST);
	for (size_t i = 0; i < count && n < most; i++) {
		int tag = dwarf_tag(&scopes[i]);
		if (tag != DW_TAG_inlined_subroutine && tag != DW_TAG_subprogram)
			continue;
		frames[n].function = function_name(s, &scopes[i]);
		frames[n].outlined = function_is_outlined(
			dwarf_diename(&scopes[i]) ? dwarf_diename(&scopes[i]) : symbol_name(s, pc));
		n++;
		if (tag == DW_TAG_subprogram)
			break;
		if (n < most) {
			frames[n] = (struct frame){0};
			set_call(s, &frames[n], &unit, &scopes[i]);
		}
	}
	if (!n)
		frames[n++].function = symbol_name(s, pc);
	return n;
}

static uint64_t find_start(struct symbols *s, uint64_t pc)
{
	Dwfl_Module *module = s->dwfl ? dwfl_addrmodule(s->dwfl, pc) : NULL;
	GElf_Off offset;
	GElf_Sym symbol;

	if (!module || !dwfl_module_addrinfo(module, pc, &offset, &symbol, NULL, NULL, NULL))
		return 0;
	return pc - offset;
}

/* A long execution passes the same places again and again, and looking one up takes its time. */
static struct known_pc *known_pc(struct symbols *s, uint64_t pc)
{
	struct known_pc **bucket = &s->known[(pc ^ pc >> 10) % PC_BUCKETS], *k = *bucket;
	struct frame found[MOST_INLINED];

	while (k && k->pc != pc)
		k = k->next;
	if (k)
		return k;
	k = arena_alloc(s->arena, sizeof *k);
	k->pc = pc;
	k->start = find_start(s, pc);
	k->count = find_frames(s, pc, found, MOST_INLINED);
	k->frames = arena_alloc(s->arena, (k->count + 1) * sizeof *found);
	memcpy(k->frames, found, k->count * sizeof *found);
	k->next = *bucket;
	*bucket = k;
	return k;
}

size_t symbols_frames(struct symbols *s, uint64_t pc, struct frame *frames, size_t most)
{
	const struct known_pc *k = known_pc(s, pc);
	size_t n = k->count < most ? k->count : most;

	if (n)
		memcpy(frames, k->frames, n * sizeof *frames);
	return n;
}

uint64_t symbols_function_start(struct symbols *s, uint64_t pc)
{
	return known_pc(s, pc)->start;
}

const char *symbols_function(struct symbols *s, uint64_t pc)
{
	struct frame frames[16];
	size_t n = symbols_frames(s, pc, frames, 16);

	return n ? frames[n - 1].function : NULL;
}
