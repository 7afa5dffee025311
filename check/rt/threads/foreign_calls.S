/* Where a call of a library goes that is noted: see foreign_calls.c. */
#if defined(__x86_64__)

	.text
	.globl foreign_call
	.hidden foreign_call
	.type foreign_call, @function
	/* The number of the call has been pushed: the function's address takes its place. */
foreign_call:
	.cfi_startproc
	.cfi_def_cfa_offset 16
	.irp register, rax, rdi, rsi, rdx, rcx, r8, r9, r10
	pushq %\register
	.cfi_adjust_cfa_offset 8
	.endr
	subq $136, %rsp
	.cfi_adjust_cfa_offset 136
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7
	movups %xmm\n, 16 * \n(%rsp)
	.endr
	movq 200(%rsp), %rdi
	call foreign_called
	movq %rax, 200(%rsp)
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7
	movups 16 * \n(%rsp), %xmm\n
	.endr
	addq $136, %rsp
	.cfi_adjust_cfa_offset -136
	.irp register, r10, r9, r8, rcx, rdx, rsi, rdi, rax
	popq %\register
	.cfi_adjust_cfa_offset -8
	.endr
	ret
	.cfi_endproc
	.size foreign_call, . - foreign_call

#endif

	.section .note.GNU-stack,"",%progbits
