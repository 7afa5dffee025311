/*
 * acqrel_assembly: what the program's own assembly does (protocol/assembly.h). It is called in the midst of
 * code that has not prepared for a call: all registers are saved, and the flags, and what vector instructions
 * have. The rest is in assembly.c.
 */
#include "rt/abi/registers.inc"

#if defined(__x86_64__)

#define SYSTEM_CALL 17 /* enum assembly_op: assembly.c asserts it */

	.text
	.globl acqrel_assembly
	.type acqrel_assembly, @function
	.p2align 4
acqrel_assembly:
	.cfi_startproc
	PUSH_SAVED /* a struct hook_frame, and below it the rest of a struct assembly_frame */
	pushfq
	.cfi_adjust_cfa_offset 8
	cld
	.irp register, rax, rcx, rdx, rsi, rdi, r8, r9, r10, r11
	pushq %\register
	.cfi_adjust_cfa_offset 8
	.endr
	movq %rsp, %rbp
	.cfi_def_cfa_register rbp
	cmpq $0, rt(%rip) /* see rt_in_program */
	je 3f
	cmpl $0, rt+8(%rip)
	jne 3f
	movl assembly_vectors_size(%rip), %ecx
	subq %rcx, %rsp
	andq $-64, %rsp
	movl assembly_vectors_mask(%rip), %eax
	testl %eax, %eax
	jz 1f
	xorl %edx, %edx
	.irp offset, 512, 520, 528, 536, 544, 552, 560, 568
	movq $0, \offset(%rsp)
	.endr
	xsave64 (%rsp)
	jmp 2f
1:	fxsave64 (%rsp)
2:	movq %rbp, %rdi
	movq %rsp, %rsi
	call assembly_perform
	movl assembly_vectors_mask(%rip), %eax
	xorl %edx, %edx
	testl %eax, %eax
	jz 1f
	xrstor64 (%rsp)
	jmp 4f
1:	fxrstor64 (%rsp)
	jmp 4f
	/* A native run: the instruction follows, but for those that are done here. */
3:	testb $1, 3(%rsi) /* ASSEMBLY_INSTEAD */
	jz 4f
	cmpb $SYSTEM_CALL, (%rsi)
	je 5f
	cmpb $0, 2(%rsi)
	jne 6f
	rdtsc
	movq %rax, 64(%rbp)
	movq %rdx, 48(%rbp)
4:	movq %rbp, %rsp
	.irp register, r11, r10, r9, r8, rdi, rsi, rdx, rcx, rax
	popq %\register
	.endr
	.cfi_def_cfa rsp, 64
	popfq
	.cfi_adjust_cfa_offset -8
	.irp register, r15, r14, r13, r12, rbx, rbp
	popq %\register
	.cfi_adjust_cfa_offset -8
	.cfi_restore \register
	.endr
	ret
5:	.cfi_def_cfa rbp, 136
	movq 136(%rbp), %rsi /* which the program has pushed */
	movq 144(%rbp), %rdi
	movq 64(%rbp), %rax
	syscall
	movq %rax, 64(%rbp)
	movq %rcx, 56(%rbp)
	movq %r11, (%rbp)
	jmp 4b
6:	rdtscp
	movq %rax, 64(%rbp)
	movq %rdx, 48(%rbp)
	movq %rcx, 56(%rbp)
	jmp 4b
	.cfi_endproc
	.size acqrel_assembly, . - acqrel_assembly

#endif

	.section .note.GNU-stack,"",%progbits
