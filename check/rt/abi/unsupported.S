/*
 * Functions that block, start something or reach outside the program and that are not modelled: under
 * the checker a call is an error that names the function; in a native run it goes through to libc.
 * The lists are in rt/libc/catalogue.inc and rt/threads/foreign_threads.h.
 *
 * Each has where the real function is, once that is known, and behind it its name.
 */
#include "rt/threads/foreign_threads.h"

#include <features.h>

#if defined(__x86_64__)

	.macro STUB name
	.text
	.globl \name
	.type \name, @function
	.p2align 4
\name:
	leaq 4f(%rip), %r11
	jmp unsupported_enter
	.size \name, . - \name
	.data
	.p2align 3
4:	.quad 0
	.asciz "\name"
	.endm

	.text
	.type unsupported_enter, @function
	.p2align 4
unsupported_enter:
	cmpq $0, rt(%rip)
	je 1f
	cmpl $0, rt+8(%rip)
	je 3f
1:	cmpq $0, (%r11)
	je 2f
	jmp *(%r11)
2:	movq %r11, %r10
	leaq 8(%r11), %r11
	jmp interpose_look_up
3:	pushq %rax
	pushq %rdi
	pushq %rsi
	pushq %rdx
	pushq %rcx
	pushq %r8
	pushq %r9
	leaq 8(%r11), %rdi
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
	.size unsupported_enter, . - unsupported_enter

#else

	.macro STUB name
	.text
	.globl \name
	.type \name, %function
	.p2align 4
\name:
	adrp x16, 4f
	add x16, x16, :lo12:4f
	b unsupported_enter
	.size \name, . - \name
	.data
	.p2align 3
4:	.quad 0
	.asciz "\name"
	.endm

	.text
	.type unsupported_enter, %function
	.p2align 4
unsupported_enter:
	adrp x17, rt
	ldr x17, [x17, :lo12:rt]
	cbz x17, 1f
	adrp x17, rt + 8
	ldr w17, [x17, :lo12:rt + 8]
	cbz w17, 3f
1:	ldr x17, [x16]
	cbz x17, 2f
	br x17
2:	add x17, x16, #8
	b interpose_look_up
3:	stp x29, x30, [sp, #-96]!
	stp x0, x1, [sp, #16]
	stp x2, x3, [sp, #32]
	stp x4, x5, [sp, #48]
	stp x6, x7, [sp, #64]
	str x8, [sp, #80]
	add x0, x16, #8
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
	.size unsupported_enter, . - unsupported_enter

#endif

#define X(name)           STUB name;
#define UNSUPPORTED(name) STUB name;
#define PURE(name)
#define DESCRIBED(name)
#define MODELLED(name)
#define RESTORED(name)
THREAD_LIBRARY_FUNCTIONS
#include "rt/libc/catalogue.inc"

	.section .note.GNU-stack,"",%progbits
