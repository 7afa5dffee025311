/* The switch between fibers: see fiber.c. */
#if defined(__x86_64__)
	.text

	/* void fiber_swap(void **save_sp, void *load_sp) */
	.globl fiber_swap
	.hidden fiber_swap
	.type fiber_swap, @function
	.p2align 4
fiber_swap:
	.cfi_startproc
	pushq %rbp
	pushq %rbx
	pushq %r12
	pushq %r13
	pushq %r14
	pushq %r15
	movq %rsp, (%rdi)
	movq %rsi, %rsp
	popq %r15
	popq %r14
	popq %r13
	popq %r12
	popq %rbx
	popq %rbp
	movl $1, %eax /* what fiber_mark returns when it is come back to */
	ret
	.cfi_endproc
	.size fiber_swap, . - fiber_swap

	/*
	 * int fiber_mark(void (*save)(void *sp)): 0, after save has got the stack pointer to come back to, and once more
	 * 1 whenever the snapshot taken here is come back to.
	 */
	.globl fiber_mark
	.hidden fiber_mark
	.type fiber_mark, @function
	.p2align 4
fiber_mark:
	.cfi_startproc
	pushq %rbp
	pushq %rbx
	pushq %r12
	pushq %r13
	pushq %r14
	pushq %r15
	movq %rdi, %rax
	movq %rsp, %rdi
	subq $8, %rsp
	.cfi_def_cfa_offset 64
	call *%rax
	addq $56, %rsp
	.cfi_def_cfa_offset 8
	xorl %eax, %eax
	ret
	.cfi_endproc
	.size fiber_mark, . - fiber_mark

	/* First code of a fiber: fiber_prepare put its struct fiber, and what it is to run, into the slots of r12 and r13. */
	.globl fiber_entry
	.hidden fiber_entry
	.type fiber_entry, @function
fiber_entry:
	.cfi_startproc
	.cfi_undefined rip
	movq %r12, %rdi
	call *%r13
	ud2
	.cfi_endproc
	.size fiber_entry, . - fiber_entry

#elif defined(__aarch64__)
	.text

	.globl fiber_swap
	.hidden fiber_swap
	.type fiber_swap, %function
	.p2align 4
fiber_swap:
	sub sp, sp, #160
	stp x19, x20, [sp]
	stp x21, x22, [sp, #16]
	stp x23, x24, [sp, #32]
	stp x25, x26, [sp, #48]
	stp x27, x28, [sp, #64]
	stp x29, x30, [sp, #80]
	stp d8, d9, [sp, #96]
	stp d10, d11, [sp, #112]
	stp d12, d13, [sp, #128]
	stp d14, d15, [sp, #144]
	mov x9, sp
	str x9, [x0]
	mov sp, x1
	ldp x19, x20, [sp]
	ldp x21, x22, [sp, #16]
	ldp x23, x24, [sp, #32]
	ldp x25, x26, [sp, #48]
	ldp x27, x28, [sp, #64]
	ldp x29, x30, [sp, #80]
	ldp d8, d9, [sp, #96]
	ldp d10, d11, [sp, #112]
	ldp d12, d13, [sp, #128]
	ldp d14, d15, [sp, #144]
	add sp, sp, #160
	mov w0, #1 /* what fiber_mark returns when it is come back to */
	ret
	.size fiber_swap, . - fiber_swap

	.globl fiber_mark
	.hidden fiber_mark
	.type fiber_mark, %function
	.p2align 4
fiber_mark:
	sub sp, sp, #160
	stp x19, x20, [sp]
	stp x21, x22, [sp, #16]
	stp x23, x24, [sp, #32]
	stp x25, x26, [sp, #48]
	stp x27, x28, [sp, #64]
	stp x29, x30, [sp, #80]
	stp d8, d9, [sp, #96]
	stp d10, d11, [sp, #112]
	stp d12, d13, [sp, #128]
	stp d14, d15, [sp, #144]
	mov x9, x0
	mov x0, sp
	blr x9
	ldr x30, [sp, #88]
	add sp, sp, #160
	mov w0, #0
	ret
	.size fiber_mark, . - fiber_mark

	.globl fiber_entry
	.hidden fiber_entry
	.type fiber_entry, %function
fiber_entry:
	.cfi_startproc
	.cfi_undefined x30
	mov x0, x19
	blr x20
	brk #0
	.cfi_endproc
	.size fiber_entry, . - fiber_entry

#else
#error "acqrel runs on x86-64 and aarch64"
#endif

	.section .note.GNU-stack,"",%progbits
