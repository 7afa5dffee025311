/*
 * Linked into every program and shared library that acqrel cc makes. The linker's driver writes into it which of the files
 * that it was linked from hold code that acqrel cc has not compiled (cli/build/linked.c); uninstrumented.c reads it.
 */
#include "protocol/note.h"

	.section ACQ_NOTE_SECTION, "a", %note
	.balign 4
	.long 2f - 1f
	.long ACQ_NOTE_SIZE
	.long ACQ_NOTE_TYPE
1:	.asciz ACQ_NOTE_NAME
2:	.balign 4
	.fill ACQ_NOTE_SIZE

	.section .note.GNU-stack, "", %progbits
