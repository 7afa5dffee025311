/*
 * Functions of libstdc++ that change objects of the program: each tells what it is about to do (library.c), and goes on
 * in the library as if it had been called there. The list is in library.h.
 */
#include "rt/cxx/library.h"

#if defined(__x86_64__)

	.macro PUSH register
	pushq %\register
	.cfi_adjust_cfa_offset 8
	.endm

	.macro POP register
	popq %\register
	.cfi_adjust_cfa_offset -8
	.endm

	.macro TELL name, kind, size
	.text
	.globl \name
	.type \name, @function
	.p2align 4
\name:
	.cfi_startproc
	PUSH r9
	PUSH r8
	PUSH rcx
	PUSH rdx
	PUSH rsi
	PUSH rdi
	subq $24, %rsp
	.cfi_adjust_cfa_offset 24
	movups %xmm0, (%rsp)
	leaq 24(%rsp), %rdi
	movl $\kind, %esi
	movl $\size, %edx
	movq 72(%rsp), %rcx
	leaq 4f(%rip), %r8
	leaq 5f(%rip), %r9
	call library_call
	movq %rax, %r11
	movups (%rsp), %xmm0
	addq $24, %rsp
	.cfi_adjust_cfa_offset -24
	POP rdi
	POP rsi
	POP rdx
	POP rcx
	POP r8
	POP r9
	jmp *%r11
	.cfi_endproc
	.size \name, . - \name
	.section .rodata
4:	.asciz "\name"
	.data
	.p2align 3
5:	.quad 0
	.endm

#else

	.macro TELL name, kind, size
	.text
	.globl \name
	.type \name, %function
	.p2align 4
\name:
	.cfi_startproc
	stp x29, x30, [sp, #-112]!
	.cfi_def_cfa_offset 112
	.cfi_rel_offset x29, 0
	.cfi_rel_offset x30, 8
	stp x0, x1, [sp, #16]
	stp x2, x3, [sp, #32]
	stp x4, x5, [sp, #48]
	stp x6, x7, [sp, #64]
	str x8, [sp, #80]
	str q0, [sp, #96]
	add x0, sp, #16
	mov w1, #\kind
	mov w2, #\size
	mov x3, x30
	adrp x4, 4f
	add x4, x4, :lo12:4f
	adrp x5, 5f
	add x5, x5, :lo12:5f
	bl library_call
	mov x16, x0
	ldr q0, [sp, #96]
	ldp x0, x1, [sp, #16]
	ldp x2, x3, [sp, #32]
	ldp x4, x5, [sp, #48]
	ldp x6, x7, [sp, #64]
	ldr x8, [sp, #80]
	ldp x29, x30, [sp], #112
	.cfi_def_cfa_offset 0
	br x16
	.cfi_endproc
	.size \name, . - \name
	.section .rodata
4:	.asciz "\name"
	.data
	.p2align 3
5:	.quad 0
	.endm

#endif

#define X(name, kind, size) TELL name, kind, size;
CXX_LIBRARY_FUNCTIONS(X)

	.section .note.GNU-stack,"",%progbits
