/* Memory that the program must not write: see read_only.c. */
#ifndef ACQREL_RT_READ_ONLY_H
#define ACQREL_RT_READ_ONLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Before the program runs. */
void read_only_init(void);

bool read_only_contains(uint64_t address);

/* The last page in which there was nothing that is read-only. */
extern uint64_t read_only_writable_page;

void read_only_look(uint64_t address, size_t size, bool atomic, uint64_t pc);

/* The program is about to write where no heap and no stack is; does not return if that is an error. */
static inline void read_only_check(uint64_t address, size_t size, bool atomic, uint64_t pc)
{
	if (address >> 12 != read_only_writable_page || (address + size - 1) >> 12 != address >> 12)
		read_only_look(address, size, atomic, pc);
}

#endif
