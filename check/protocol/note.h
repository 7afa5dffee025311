/*
 * The ELF note in which a program says what in it does not tell of its accesses: one text, empty if there is
 * nothing.
 */
#ifndef ACQREL_PROTOCOL_NOTE_H
#define ACQREL_PROTOCOL_NOTE_H

#define ACQ_NOTE_SECTION ".note.acqrel"
#define ACQ_NOTE_NAME    "acqrel"
#define ACQ_NOTE_TYPE    1
#define ACQ_NOTE_SIZE    256

#ifndef __ASSEMBLER__
#include <stdint.h>

struct acq_note_head { /* before the text */
	uint32_t name_size, size, type;
	char name[8];
};
#endif

#endif
