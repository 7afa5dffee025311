/* Recognizes executables that contain the runtime, or that can be given it when they are started. */
#define _GNU_SOURCE
#include "cli/explore/explore.h"
#include "cli/fail.h"
#include "cli/install.h"
#include "cli/strings.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARKER  "acqrel_runtime_version"
#define LIBTSAN "__tsan_init" /* with it the program has libtsan in itself */

static bool section_defines(Elf *elf, Elf_Scn *section, const char *wanted)
{
	GElf_Shdr header;
	Elf_Data *data = elf_getdata(section, NULL);

	if (!gelf_getshdr(section, &header) || !data || !header.sh_entsize)
		return false;
	if (header.sh_type != SHT_SYMTAB && header.sh_type != SHT_DYNSYM)
		return false;
	for (size_t i = 0; i < header.sh_size / header.sh_entsize; i++) {
		GElf_Sym symbol;
		if (!gelf_getsym(data, (int)i, &symbol) || symbol.st_shndx == SHN_UNDEF)
			continue;
		const char *name = elf_strptr(elf, header.sh_link, symbol.st_name);
		if (name && !strcmp(name, wanted))
			return true;
	}
	return false;
}

/* The dynamic section's next entry of a kind, as the string it stands for; NULL: there is no more. */
static const char *needed_library(Elf *elf, size_t *from)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;

	while ((section = elf_nextscn(elf, section))) {
		Elf_Data *data = elf_getdata(section, NULL);
		GElf_Dyn entry;
		if (!gelf_getshdr(section, &header) || header.sh_type != SHT_DYNAMIC || !data)
			continue;
		while (gelf_getdyn(data, (int)*from, &entry) && entry.d_tag != DT_NULL) {
			++*from;
			if (entry.d_tag == DT_NEEDED)
				return elf_strptr(elf, header.sh_link, entry.d_un.d_val);
		}
	}
	return NULL;
}

/* Whether it loads the library that gcc links with -fsanitize=thread, or clang with -shared-libsan. */
static bool loads_libtsan(Elf *elf)
{
	const char *name;

	for (size_t i = 0; (name = needed_library(elf, &i));)
		if (starts_with(name, "libtsan.so.") || starts_with(name, "libclang_rt.tsan"))
			return true;
	return false;
}

static bool defines(Elf *elf, const char *name)
{
	Elf_Scn *section = NULL;

	while ((section = elf_nextscn(elf, section)))
		if (section_defines(elf, section, name))
			return true;
	return false;
}

static bool refuse(const char *path, bool has_libtsan)
{
	if (has_libtsan)
		fail("%s has another runtime for -fsanitize=thread in itself, which cannot be replaced; "
		     "build it "
		     "with: acqrel cc -o %s ... (or, with clang, link it with -shared-libsan)",
		     path, path);
	else
		fail("%s was not built for checking; build it with: acqrel cc -o %s ...", path, path);
	return false;
}

static bool is_ready(Elf *elf, const char *path, bool *needs_libtsan)
{
	if (!elf || elf_kind(elf) != ELF_K_ELF) {
		fail("%s is not an executable program; scripts cannot be checked, only what acqrel cc builds",
		     path);
		return false;
	}
	bool has_runtime = defines(elf, MARKER);
	*needs_libtsan = !has_runtime && loads_libtsan(elf);
	return has_runtime || *needs_libtsan || refuse(path, defines(elf, LIBTSAN));
}

static bool look(const char *path, bool *needs_libtsan)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st)) {
		fail("%s: %s", path, strerror(errno));
		return false;
	}
	if (S_ISDIR(st.st_mode)) {
		close(fd);
		fail("%s is a directory, not a program", path);
		return false;
	}
	elf_version(EV_CURRENT);
	Elf *elf = S_ISREG(st.st_mode) ? elf_begin(fd, ELF_C_READ_MMAP, NULL) : NULL;
	bool ready = is_ready(elf, path, needs_libtsan);
	elf_end(elf);
	close(fd);
	return ready;
}

/* The dynamic linker looks into the folder before all others. */
static bool add_libtsan(struct options *o)
{
	const char *folder = install_libtsan(), *others = getenv("LD_LIBRARY_PATH");

	if (strpbrk(folder, ":;")) {
		fail("acqrel is installed in %s: the dynamic linker takes no folder with ':' or ';' in its "
		     "name",
		     folder);
		return false;
	}
	strings_add(&o->variables, "LD_LIBRARY_PATH");
	strings_add(&o->variables, others && *others ? must_print("%s:%s", folder, others) : folder);
	return true;
}

bool explore_is_ready(const char *path, struct options *o)
{
	bool needs_libtsan = false;

	return look(path, &needs_libtsan) && (!needs_libtsan || add_libtsan(o));
}
