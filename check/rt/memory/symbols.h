/*
 * What a module says of its symbols in its dynamic section: what it defines for others, and wants from them.
 */
#ifndef ACQREL_RT_SYMBOLS_H
#define ACQREL_RT_SYMBOLS_H

#include <link.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct symbols {
	const ElfW(Sym) * first, *end;
	const char *names;
	size_t names_size;
};

/* The entries up to DT_NULL, which come at once if it has none. */
const ElfW(Dyn) * symbols_dynamic(const struct dl_phdr_info *m);

bool symbols_module_contains(const struct dl_phdr_info *m, uint64_t address);

/* As strcmp, which may be the program's. */
int symbols_compare_names(const char *a, const char *b);

bool symbols_begins_with(const char *s, const char *prefix);

/* Of a path. */
const char *symbols_base_name(const char *path);

/*
 * Whether it is libc's or the dynamic linker's: their state is shared with the runtime, and must not go back.
 */
bool symbols_is_libc(const char *path);

/*
 * Whether it is a library of the system's: the runtime stands in for its functions, or they keep to what they
 * are handed.
 */
bool symbols_is_system(const char *path);

/*
 * Libraries that a specification stands in for: they are loaded, but not entered. The name is that of the
 * file, up to its version.
 */
void symbols_stand_for(const char *name);
bool symbols_is_stood_for(const char *path);

/* Code of the runtime's: named by the linker after its section, see link_runtime.cmake. */
extern char __start_acqrel_text[] __attribute__((weak, visibility("hidden")));
extern char __stop_acqrel_text[] __attribute__((weak, visibility("hidden")));

static inline bool symbols_is_in_runtime(uint64_t function)
{
	return function >= (uint64_t)__start_acqrel_text && function < (uint64_t)__stop_acqrel_text;
}

struct symbols symbols_of(const struct dl_phdr_info *m);

/* The first name that the module wants from others and that `is_one` knows; NULL: none. */
const char *symbols_want(const struct dl_phdr_info *m, bool (*is_one)(const char *));

/* Where what the module defines under this name is; 0: it defines no such thing. */
uint64_t symbols_find(const struct dl_phdr_info *m, const char *name);

#endif
