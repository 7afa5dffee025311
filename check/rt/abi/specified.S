/*
 * Functions of foreign libraries that a specification stands in for (check/specifications). Under the
 * checker a call goes to the specification, or is an error that names the function if there is none of it; in
 * a native run it goes through to the library.
 *
 * Each has three words: where the library's function is, once that is known, and where the specification is,
 * or 0; and behind them its name.
 */
#if defined(__x86_64__)

	.text
	/* Those words are at r11. All registers that may hold arguments stay. */
	.globl acqrel_specified_enter
	.type acqrel_specified_enter, @function
	.p2align 4
acqrel_specified_enter:
	cmpq $0, rt(%rip)
	je 1f
	cmpl $0, rt+8(%rip)
	jne 1f
	cmpq $0, 8(%r11)
	je 3f
	jmp *8(%r11)
1:	cmpq $0, (%r11)
	je 2f
	jmp *(%r11)
2:	movq %r11, %r10
	leaq 16(%r11), %r11
	jmp interpose_look_up
3:	leaq 16(%r11), %rdi
	movq (%rsp), %rsi
	pushq %rax
	call specified_lacks
	.size acqrel_specified_enter, . - acqrel_specified_enter

#else

	.text
	/* Those words are at x16. All registers that may hold arguments stay. */
	.globl acqrel_specified_enter
	.type acqrel_specified_enter, %function
	.p2align 4
acqrel_specified_enter:
	adrp x17, rt
	ldr x17, [x17, :lo12:rt]
	cbz x17, 1f
	adrp x17, rt + 8
	ldr w17, [x17, :lo12:rt + 8]
	cbnz w17, 1f
	ldr x17, [x16, #8]
	cbz x17, 3f
	br x17
1:	ldr x17, [x16]
	cbz x17, 2f
	br x17
2:	add x17, x16, #16
	b interpose_look_up
3:	add x0, x16, #16
	mov x1, x30
	bl specified_lacks
	.size acqrel_specified_enter, . - acqrel_specified_enter

#endif

	.section .note.GNU-stack,"",%progbits
