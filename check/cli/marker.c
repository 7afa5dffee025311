/* Recognizes executables that contain the runtime. */
#define _GNU_SOURCE
#include "explore.h"

#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MARKER "acqrel_runtime_version"

static bool defines_marker(Elf *elf, Elf_Scn *section)
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
		if (name && !strcmp(name, MARKER))
			return true;
	}
	return false;
}

static bool contains_runtime(Elf *elf)
{
	Elf_Scn *section = NULL;

	while ((section = elf_nextscn(elf, section)))
		if (defines_marker(elf, section))
			return true;
	return false;
}

bool explore_is_ready(const char *path)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st)) {
		fail("%s: %s", path, strerror(errno));
		return false;
	}
	elf_version(EV_CURRENT);
	Elf *elf = S_ISREG(st.st_mode) ? elf_begin(fd, ELF_C_READ_MMAP, NULL) : NULL;
	bool is_elf = elf && elf_kind(elf) == ELF_K_ELF;
	bool ready = is_elf && contains_runtime(elf);
	if (S_ISDIR(st.st_mode))
		fail("%s is a directory, not a program", path);
	else if (!is_elf)
		fail("%s is not an executable program; scripts cannot be checked, only what acqrel cc builds",
		     path);
	else if (!ready)
		fail("%s was not built for checking; build it with: acqrel cc -o %s ...", path, path);
	elf_end(elf);
	close(fd);
	return ready;
}
