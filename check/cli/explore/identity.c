#include "cli/explore/identity.h"

#include <fcntl.h>
#include <gelf.h>
#include <unistd.h>

uint64_t identity_add(uint64_t h, const void *bytes, unsigned long count)
{
	const unsigned char *p = bytes;

	for (; count; count--, p++) {
		h = (h ^ *p) * 0x9fb21c651e98df25u;
		h ^= h >> 29;
	}
	return h ^ 0x5bd1e995;
}

/* What is loaded into memory; not notes, one of which identifies the whole file. */
static uint64_t add_section(uint64_t h, Elf_Scn *section)
{
	GElf_Shdr header;
	Elf_Data *data = NULL;

	if (!gelf_getshdr(section, &header) || !(header.sh_flags & SHF_ALLOC))
		return h;
	if (header.sh_type == SHT_NOBITS || header.sh_type == SHT_NOTE)
		return identity_add(h, &header.sh_size, sizeof header.sh_size);
	while ((data = elf_rawdata(section, data)))
		h = identity_add(h, data->d_buf, data->d_size);
	return h;
}

uint64_t identity_of_program(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	Elf_Scn *section = NULL;
	uint64_t h = 0;

	if (fd < 0)
		return 0;
	elf_version(EV_CURRENT);
	Elf *elf = elf_begin(fd, ELF_C_READ_MMAP, NULL);
	while ((section = elf_nextscn(elf, section)))
		h = add_section(h, section);
	elf_end(elf);
	close(fd);
	return h;
}
