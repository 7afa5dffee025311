/*
 * acqrel_frame_ends: the program's function returns next, so all that lies below the stack pointer is gone. The
 * instrumentation of assembly (check/instrument) puts these calls before the return of functions in whose frames
 * others may have been. No register changes, and no flag: compilers rely on that between functions of a file.
 * See memory/ended_frames.c.
 */
#if defined(__x86_64__)

	.text
	.globl acqrel_frame_ends
	.type acqrel_frame_ends, @function
	.p2align 4
acqrel_frame_ends:
	.cfi_startproc
	pushq %rax
	.cfi_adjust_cfa_offset 8
	lahf
	seto %al
	cmpq %rsp, frames_left(%rip)
	jae 1f
	movq %rsp, frames_left(%rip)
1:	addb $0x7f, %al /* overflows if it was 1 */
	sahf
	popq %rax
	.cfi_adjust_cfa_offset -8
	ret
	.cfi_endproc
	.size acqrel_frame_ends, . - acqrel_frame_ends

#endif

	.section .note.GNU-stack,"",%progbits
