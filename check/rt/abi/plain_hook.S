/*
 * acqrel_read, acqrel_write: the program makes a plain access to the bytes at rdi, as many as rsi says. The
 * instrumentation of assembly (check/instrument) puts these calls in the midst of code that has not prepared
 * for a call, so no register changes, and no flag. The other entries are for movs and the like, whose elements
 * have the size in the name: they may go downwards from the address.
 */
#if defined(__x86_64__)

	.text
	.macro HOOK name, writes, element=0, quick
	.globl \name
	.type \name, @function
	.p2align 4
\name:
	.cfi_startproc
	pushq %rax
	.cfi_adjust_cfa_offset 8
	.ifnb \quick
	/* Most accesses end here. pushfq and popfq take longer than all of it. */
	lahf
	seto %al
	pushq %rax
	.cfi_adjust_cfa_offset 8
	cmpq $0, rt(%rip) /* see rt_in_program */
	je 7f
	cmpl $0, rt+8(%rip)
	jne 7f
#ifdef __clang__ /* its no_caller_saved_registers is not for the registers of arguments */
	pushq %rdi
	.cfi_adjust_cfa_offset 8
	pushq %rsi
	.cfi_adjust_cfa_offset 8
#endif
	call \quick
#ifdef __clang__
	popq %rsi
	.cfi_adjust_cfa_offset -8
	popq %rdi
	.cfi_adjust_cfa_offset -8
#endif
	testb %al, %al
	jz 8f
7:	popq %rax
	.cfi_adjust_cfa_offset -8
	addb $0x7f, %al /* overflows if it was 1 */
	sahf
	popq %rax
	.cfi_adjust_cfa_offset -8
	ret
	.cfi_adjust_cfa_offset 16
8:	popq %rax
	.cfi_adjust_cfa_offset -8
	addb $0x7f, %al
	sahf
	.endif
	pushfq
	.cfi_adjust_cfa_offset 8
	cld
	.ifb \quick
	cmpq $0, rt(%rip)
	je 2f
	cmpl $0, rt+8(%rip)
	jne 2f
	.endif
	.irp register, rdx, rcx, r8, r9, r10, r11, rsi, rbx, rdi, rbp
	pushq %\register
	.cfi_adjust_cfa_offset 8
	.endr
	movq %rsp, %rbp
	.cfi_def_cfa_register rbp
	.if \element
	testl $0x400, 80(%rbp) /* the direction flag */
	jz 6f
	subq %rsi, %rdi
	addq $\element, %rdi
6:
	.endif
	movq %rdi, %rbx
	movq 96(%rbp), %rcx
	movl $\writes, %edx
	subq $256, %rsp
	andq $-16, %rsp
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	movups %xmm\n, 16 * \n(%rsp)
	.endr
	call plain_hook
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	movups 16 * \n(%rsp), %xmm\n
	.endr
	testb %al, %al
	jz 1f
	/* Others may run: all that there is in vector registers is saved. */
	movl assembly_vectors_size(%rip), %ecx
	movq %rbp, %rsp
	subq %rcx, %rsp
	andq $-64, %rsp
	movl assembly_vectors_mask(%rip), %eax
	xorl %edx, %edx
	testl %eax, %eax
	jz 3f
	.irp offset, 512, 520, 528, 536, 544, 552, 560, 568
	movq $0, \offset(%rsp)
	.endr
	xsave64 (%rsp)
	jmp 4f
3:	fxsave64 (%rsp)
4:	movq %rbx, %rdi
	movq 24(%rbp), %rsi
	movl $\writes, %edx
	movq 96(%rbp), %rcx
	call plain_hook_at_length
	movl assembly_vectors_mask(%rip), %eax
	xorl %edx, %edx
	testl %eax, %eax
	jz 5f
	xrstor64 (%rsp)
	jmp 1f
5:	fxrstor64 (%rsp)
1:	movq %rbp, %rsp
	.cfi_def_cfa_register rsp
	.irp register, rbp, rdi, rbx, rsi, r11, r10, r9, r8, rcx, rdx
	popq %\register
	.cfi_adjust_cfa_offset -8
	.endr
2:	popfq
	.cfi_adjust_cfa_offset -8
	popq %rax
	.cfi_adjust_cfa_offset -8
	ret
	.cfi_endproc
	.size \name, . - \name
	.endm

	HOOK acqrel_read, 0, 0, plain_hook_quick_read
	HOOK acqrel_write, 1, 0, plain_hook_quick_write
	.irp element, 1, 2, 4, 8
	HOOK acqrel_read_\element, 0, \element
	HOOK acqrel_write_\element, 1, \element
	.endr

#endif

	.section .note.GNU-stack,"",%progbits
