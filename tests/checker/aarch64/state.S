/* All registers from and to memory, for hooks.c. What comes here in x30 is kept elsewhere. */
	.text
	.macro EACH instruction
	.irp n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28
	\instruction x\n, [x0, #\n * 8]
	.endr
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	\instruction q\n, [x0, #272 + \n * 16]
	.endr
	.endm

	.globl load_state
load_state: /* its caller keeps nothing, but the callee-saved ones for its own caller */
	adrp x0, kept
	add x0, x0, :lo12:kept
	stp x30, x19, [x0]
	stp x20, x21, [x0, #16]
	stp x22, x23, [x0, #32]
	stp x24, x25, [x0, #48]
	stp x26, x27, [x0, #64]
	str x28, [x0, #80]
	.irp n, 8, 9, 10, 11, 12, 13, 14, 15
	str d\n, [x0, #88 + (\n - 8) * 8]
	.endr
	adrp x0, to_load
	add x0, x0, :lo12:to_load
	ldr x1, [x0, #256]
	msr nzcv, x1
	EACH ldr
	adrp x29, kept
	ldr x29, [x29, :lo12:kept]
	ldr x30, [x0, #240]
	ldr x1, [x0, #8]
	ldr x0, [x0]
	br x29

	.globl store_state
store_state:
	adrp x29, spare
	str x0, [x29, :lo12:spare]
	adrp x0, stored
	add x0, x0, :lo12:stored
	str x1, [x0, #8]
	EACH str
	ldr x1, [x29, :lo12:spare]
	str x1, [x0]
	mrs x1, nzcv
	str x1, [x0, #256]
	adrp x0, kept
	add x0, x0, :lo12:kept
	ldr x19, [x0, #8]
	ldp x20, x21, [x0, #16]
	ldp x22, x23, [x0, #32]
	ldp x24, x25, [x0, #48]
	ldp x26, x27, [x0, #64]
	ldr x28, [x0, #80]
	.irp n, 8, 9, 10, 11, 12, 13, 14, 15
	ldr d\n, [x0, #88 + (\n - 8) * 8]
	.endr
	ret

	.globl clobber
clobber:
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18
	mov x\n, #\n
	.endr
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	movi v\n\().16b, #\n
	.endr
	.irp n, 8, 9, 10, 11, 12, 13, 14, 15 /* whose lower halves functions keep */
	ins v\n\().d[1], xzr
	.endr
	msr nzcv, xzr
	ret

	.bss
	.balign 16
kept:
	.zero 160
spare:
	.zero 8
	.section .note.GNU-stack,"",%progbits
