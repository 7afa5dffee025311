/*
 * acqrel_read, acqrel_write and acqrel_assembly on aarch64: see plain_hook.S and assembly.S. They are called
 * in the midst of code that has not prepared for a call: no register changes but x30, which the program has
 * saved as it has x0, x1, x16 and x17 (protocol/assembly_aarch64.h), and no flag. Of vector registers the
 * lower 16 bytes are kept: programs with larger ones are refused.
 */
#include "rt/abi/registers.inc"

#if defined(__aarch64__)

	.text
	.macro VECTORS instruction
	.irp n, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
	VECTOR_PAIR \instruction, \n, (\n + 1)
	.endr
	.endm

	.altmacro
	.macro VECTOR_PAIR instruction, n, next
	VECTOR_PAIR_OF \instruction, \n, %\next
	.endm
	.macro VECTOR_PAIR_OF instruction, n, next
	\instruction q\n, q\next, [sp, #16 * \n]
	.endm

	.macro GENERAL instruction, at
	\instruction x2, x3, [sp, #\at]
	\instruction x4, x5, [sp, #\at + 16]
	\instruction x6, x7, [sp, #\at + 32]
	\instruction x8, x9, [sp, #\at + 48]
	\instruction x10, x11, [sp, #\at + 64]
	\instruction x12, x13, [sp, #\at + 80]
	\instruction x14, x15, [sp, #\at + 96]
	\instruction x16, x17, [sp, #\at + 112]
	.endm

	.macro PLAIN name, writes
	.globl \name
	.type \name, %function
	.p2align 4
\name:
	.cfi_startproc
	stp x29, x30, [sp, #-192]!
	.cfi_def_cfa_offset 192
	.cfi_rel_offset x29, 0
	.cfi_rel_offset x30, 8
	mov x29, sp
	.cfi_def_cfa_register x29
	stp x0, x1, [sp, #16]
	GENERAL stp, 32
	mrs x2, nzcv
	stp x18, x2, [sp, #160]
	adrp x3, rt
	add x3, x3, :lo12:rt
	ldr x4, [x3] /* see rt_in_program */
	cbz x4, 2f
	ldr w4, [x3, #8]
	cbnz w4, 2f
	sub sp, sp, #512
	VECTORS stp
	mov w2, #\writes
	mov x3, x30
	bl plain_hook
	tbz w0, #0, 1f
	/* Others may run. */
	ldp x0, x1, [x29, #16]
	mov w2, #\writes
	ldr x3, [x29, #8]
	bl plain_hook_at_length
1:	VECTORS ldp
	mov sp, x29
	.cfi_def_cfa_register sp
2:	ldp x18, x2, [sp, #160]
	msr nzcv, x2
	GENERAL ldp, 32
	ldp x0, x1, [sp, #16]
	ldp x29, x30, [sp], #192
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
	.size \name, . - \name
	.endm

	PLAIN acqrel_read, 0
	PLAIN acqrel_write, 1

	.globl acqrel_assembly
	.type acqrel_assembly, %function
	.p2align 4
acqrel_assembly:
	.cfi_startproc
	SAVE /* a struct hook_frame, and below it the rest of a struct assembly_frame */
	sub sp, sp, #160
	stp x0, x1, [sp]
	GENERAL stp, 16
	mrs x2, nzcv
	stp x18, x2, [sp, #144]
	mov x29, sp
	.cfi_def_cfa x29, 320
	sub sp, sp, #512
	VECTORS stp
	mov x0, x29
	mov x1, sp
	bl assembly_perform
	VECTORS ldp
	mov sp, x29
	ldp x18, x2, [sp, #144]
	msr nzcv, x2
	GENERAL ldp, 16
	ldp x0, x1, [sp]
	add sp, sp, #160
	.cfi_def_cfa sp, 160
	ldp x19, x20, [sp, #64] /* what it sets may be in one of these */
	ldp x21, x22, [sp, #80]
	ldp x23, x24, [sp, #96]
	ldp x25, x26, [sp, #112]
	ldp x27, x28, [sp, #128]
	ldp x29, x30, [sp, #144]
	add sp, sp, #160
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
	.size acqrel_assembly, . - acqrel_assembly

#endif

	.section .note.GNU-stack,"",%progbits
