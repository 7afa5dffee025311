/*
 * setjmp and its relatives: what they save has to be announced before libc writes it, and libc has to see the
 * program's registers as they are. So they go on to libc's with nothing but a call in between.
 */
#if defined(__x86_64__)

	.macro SAVES name, real, note
	.globl \name
	.type \name, @function
	.p2align 4
\name:
	.cfi_startproc
	cmpq $0, rt(%rip)
	je 1f
	cmpl $0, rt+8(%rip)
	jne 1f
	pushq %rdi
	.cfi_adjust_cfa_offset 8
	pushq %rsi
	.cfi_adjust_cfa_offset 8
	subq $8, %rsp
	.cfi_adjust_cfa_offset 8
	.ifc \name, setjmp
	movl $1, %esi
	.endif
	.ifc \name, _setjmp
	xorl %esi, %esi
	.endif
	movq 24(%rsp), %rdx /* where the program called, and its stack pointer there */
	leaq 32(%rsp), %rcx
	call \note
	addq $8, %rsp
	.cfi_adjust_cfa_offset -8
	popq %rsi
	.cfi_adjust_cfa_offset -8
	popq %rdi
	.cfi_adjust_cfa_offset -8
	xorl %esi, %esi /* the signal mask is the runtime's to save */
	movq saves_\real(%rip), %r11
	leaq saves_\real(%rip), %r10
	testq %r11, %r11
	leaq 3f(%rip), %r11
	je interpose_look_up
	movq (%r10), %r11
	jmp *%r11
1:
	movq saves_\name(%rip), %r11
	leaq saves_\name(%rip), %r10
	testq %r11, %r11
	leaq 4f(%rip), %r11
	je interpose_look_up
	movq (%r10), %r11
	jmp *%r11
	.cfi_endproc
	.size \name, . - \name
	.local saves_\name
	.comm saves_\name, 8, 8
	.section .rodata
3:	.asciz "\real"
4:	.asciz "\name"
	.text
	.endm

#elif defined(__aarch64__)

	.macro GO_ON_TO what, text
	adrp x16, saves_\what
	add x16, x16, :lo12:saves_\what
	ldr x17, [x16]
	cbz x17, 5f
	br x17
5:
	adrp x17, \text
	add x17, x17, :lo12:\text
	b interpose_look_up
	.endm

	.macro SAVES name, real, note
	.globl \name
	.type \name, %function
	.p2align 4
\name:
	.cfi_startproc
	adrp x16, rt
	add x16, x16, :lo12:rt
	ldr x17, [x16]
	cbz x17, 1f
	ldr w17, [x16, #8]
	cbnz w17, 1f
	stp x29, x30, [sp, #-32]!
	.cfi_def_cfa_offset 32
	.cfi_rel_offset x29, 0
	.cfi_rel_offset x30, 8
	stp x0, x1, [sp, #16]
	.ifc \name, setjmp
	mov w1, #1
	.endif
	.ifc \name, _setjmp
	mov w1, #0
	.endif
	mov x2, x30 /* where the program called, and its stack pointer there */
	add x3, sp, #32
	bl \note
	ldp x0, x1, [sp, #16]
	ldp x29, x30, [sp], #32
	.cfi_restore x29
	.cfi_restore x30
	.cfi_def_cfa_offset 0
	mov w1, #0 /* the signal mask is the runtime's to save */
	GO_ON_TO \real, 3f
1:
	GO_ON_TO \name, 4f
	.cfi_endproc
	.size \name, . - \name
	.local saves_\name
	.comm saves_\name, 8, 8
	.section .rodata
3:	.asciz "\real"
4:	.asciz "\name"
	.text
	.endm

#else
#error "acqrel runs on x86-64 and aarch64"
#endif

	.text
	.globl jumps_begin, jumps_end
	.hidden jumps_begin, jumps_end
jumps_begin:
	SAVES __sigsetjmp, __sigsetjmp, jump_saved
	SAVES _setjmp, __sigsetjmp, jump_saved
	SAVES setjmp, __sigsetjmp, jump_saved
	SAVES getcontext, getcontext, context_saved
jumps_end:

	.section .note.GNU-stack,"",%progbits
