/*
 * Functions that block, start something or reach outside the program and that are not modelled: under
 * the checker a call is an error that names the function; in a native run it goes through to libc.
 * The list is in unsupported.h.
 */
#include "rt/threads/foreign_threads.h"
#include "rt/abi/unsupported.h"

#if defined(__x86_64__)

	.macro STUB name
	.text
	.globl \name
	.type \name, @function
	.p2align 4
\name:
	pushq %rax
	pushq %rdi
	pushq %rsi
	pushq %rdx
	pushq %rcx
	pushq %r8
	pushq %r9
	leaq 4f(%rip), %rdi
	movq 56(%rsp), %rsi
	call unsupported_target
	movq %rax, %r11
	popq %r9
	popq %r8
	popq %rcx
	popq %rdx
	popq %rsi
	popq %rdi
	popq %rax
	jmp *%r11
	.size \name, . - \name
	.section .rodata
4:	.asciz "\name"
	.endm

#else

	.macro STUB name
	.text
	.globl \name
	.type \name, %function
	.p2align 4
\name:
	stp x29, x30, [sp, #-96]!
	stp x0, x1, [sp, #16]
	stp x2, x3, [sp, #32]
	stp x4, x5, [sp, #48]
	stp x6, x7, [sp, #64]
	str x8, [sp, #80]
	adrp x0, 4f
	add x0, x0, :lo12:4f
	mov x1, x30
	bl unsupported_target
	mov x16, x0
	ldp x0, x1, [sp, #16]
	ldp x2, x3, [sp, #32]
	ldp x4, x5, [sp, #48]
	ldp x6, x7, [sp, #64]
	ldr x8, [sp, #80]
	ldp x29, x30, [sp], #96
	br x16
	.size \name, . - \name
	.section .rodata
4:	.asciz "\name"
	.endm

#endif

#define X(name) STUB name;
UNSUPPORTED_FUNCTIONS
THREAD_LIBRARY_FUNCTIONS

	.section .note.GNU-stack,"",%progbits
