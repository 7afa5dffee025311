/* Where calls of functions go that the runtime stands in for: see interpose.h. */
#include "rt/abi/registers.inc"

#if defined(__x86_64__)

	.text
	/* The body whose address is at r11, with the program's registers. */
	ENTRY interpose_with_registers, *%r11
	.hidden interpose_with_registers

	/*
	 * The first call that goes on to a real function: its address is to be kept at r10, its name is at r11. All
	 * registers that may hold arguments stay.
	 */
	.globl interpose_look_up
	.hidden interpose_look_up
	.type interpose_look_up, @function
interpose_look_up:
	.cfi_startproc
	.irp register, rdi, rsi, rdx, rcx, r8, r9, rax
	pushq %\register
	.cfi_adjust_cfa_offset 8
	.endr
	subq $128, %rsp
	.cfi_adjust_cfa_offset 128
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7
	movups %xmm\n, 16 * \n(%rsp)
	.endr
	movq %r10, %rdi
	movq %r11, %rsi
	call real_look_up
	movq %rax, %r11
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7
	movups 16 * \n(%rsp), %xmm\n
	.endr
	addq $128, %rsp
	.cfi_adjust_cfa_offset -128
	.irp register, rax, r9, r8, rcx, rdx, rsi, rdi
	popq %\register
	.cfi_adjust_cfa_offset -8
	.endr
	jmp *%r11
	.cfi_endproc
	.size interpose_look_up, . - interpose_look_up

#elif defined(__aarch64__)

	.text
	/* The body whose address is at x16, with the program's registers. */
	.globl interpose_with_registers
	.hidden interpose_with_registers
	.type interpose_with_registers, %function
	.p2align 4
interpose_with_registers:
	.cfi_startproc
	SAVE
	mov x5, sp
	blr x16
	ldr x30, [sp, #152]
	add sp, sp, #160
	.cfi_def_cfa_offset 0
	ret
	.cfi_endproc
	.size interpose_with_registers, . - interpose_with_registers

	/*
	 * The first call that goes on to a real function: its address is to be kept at x16, its name is at x17. All
	 * registers that may hold arguments stay.
	 */
	.globl interpose_look_up
	.hidden interpose_look_up
	.type interpose_look_up, %function
interpose_look_up:
	.cfi_startproc
	stp x29, x30, [sp, #-224]!
	.cfi_def_cfa_offset 224
	.cfi_rel_offset x29, 0
	.cfi_rel_offset x30, 8
	stp x0, x1, [sp, #16]
	stp x2, x3, [sp, #32]
	stp x4, x5, [sp, #48]
	stp x6, x7, [sp, #64]
	str x8, [sp, #80]
	stp q0, q1, [sp, #96]
	stp q2, q3, [sp, #128]
	stp q4, q5, [sp, #160]
	stp q6, q7, [sp, #192]
	mov x0, x16
	mov x1, x17
	bl real_look_up
	mov x16, x0
	ldp x0, x1, [sp, #16]
	ldp x2, x3, [sp, #32]
	ldp x4, x5, [sp, #48]
	ldp x6, x7, [sp, #64]
	ldr x8, [sp, #80]
	ldp q0, q1, [sp, #96]
	ldp q2, q3, [sp, #128]
	ldp q4, q5, [sp, #160]
	ldp q6, q7, [sp, #192]
	ldp x29, x30, [sp], #224
	.cfi_restore x29
	.cfi_restore x30
	.cfi_def_cfa_offset 0
	br x16
	.cfi_endproc
	.size interpose_look_up, . - interpose_look_up

#else
#error "acqrel runs on x86-64 and aarch64"
#endif

	.section .note.GNU-stack,"",%progbits
