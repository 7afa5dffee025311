/*
 * dlsym() and its like do what they do for their caller, as the place says to which they return. So what libc is to
 * do is done by a jump, with all as it was: see dynamic.c.
 */
#if defined(__x86_64__)

	.text
	.macro ENTRY name, target
	.globl \name
	.type \name, @function
	.p2align 4
\name:
	.cfi_startproc
	pushq %rdi
	.cfi_adjust_cfa_offset 8
	pushq %rsi
	.cfi_adjust_cfa_offset 8
	pushq %rdx
	.cfi_adjust_cfa_offset 8
	movq 24(%rsp), %rcx
	call \target
	movq %rdx, %r11
	popq %rdx
	.cfi_adjust_cfa_offset -8
	popq %rsi
	.cfi_adjust_cfa_offset -8
	popq %rdi
	.cfi_adjust_cfa_offset -8
	testq %r11, %r11
	jne 1f
	ret
1:	jmp *%r11
	.cfi_endproc
	.size \name, . - \name
	.endm

	.macro SAME name, target
	.globl \name
	.type \name, @function
	.p2align 4
\name:
	jmp \target
	.size \name, . - \name
	.endm

#else

	.text
	.macro ENTRY name, target
	.globl \name
	.type \name, %function
	.p2align 4
\name:
	.cfi_startproc
	stp x29, x30, [sp, #-48]!
	.cfi_def_cfa_offset 48
	.cfi_offset 29, -48
	.cfi_offset 30, -40
	stp x0, x1, [sp, #16]
	str x2, [sp, #32]
	mov x3, x30
	bl \target
	cbnz x1, 1f
	ldp x29, x30, [sp], #48
	.cfi_remember_state
	.cfi_def_cfa_offset 0
	.cfi_restore 29
	.cfi_restore 30
	ret
	.cfi_restore_state
1:	mov x16, x1
	ldp x0, x1, [sp, #16]
	ldr x2, [sp, #32]
	ldp x29, x30, [sp], #48
	br x16
	.cfi_endproc
	.size \name, . - \name
	.endm

	.macro SAME name, target
	.globl \name
	.type \name, %function
	.p2align 4
\name:
	b \target
	.size \name, . - \name
	.endm

#endif

	ENTRY dlsym, dynamic_dlsym
	ENTRY dlvsym, dynamic_dlvsym
	ENTRY dlopen, dynamic_dlopen

	/* By these names a malloc() of the program's own may go on to libc's. */
	SAME __libc_malloc, malloc
	SAME __libc_free, free
	SAME __libc_calloc, calloc
	SAME __libc_realloc, realloc
	SAME __libc_memalign, memalign
	SAME __libc_valloc, valloc
	SAME __libc_pvalloc, pvalloc

	.section .note.GNU-stack,"",%progbits
