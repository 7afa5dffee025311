/*
 * Functions that the runtime stands in for.
 *
 *	INTERPOSE(int, pthread_barrier_destroy)(pthread_barrier_t *b)
 *	{
 *		...
 *	}
 *
 * exports pthread_barrier_destroy. A call from the checked program runs this body. Every other call goes on
 * to the real function, with all registers as they are: native runs, constructors before main, and what libc
 * or the runtime itself calls underneath another interposed call. The real function is looked up at the first
 * such call. The body can use REAL(name), and its RETURN_ADDRESS is where the program called.
 *
 * The name has to be declared: the body is checked against that. Nothing static in the runtime may have the
 * same name, since all files are compiled as one.
 */
#ifndef ACQREL_RT_INTERPOSE_H
#define ACQREL_RT_INTERPOSE_H

#include "rt/abi/real.h"
#include "rt/rt.h"

/* The real function looks at parameters that a body need not look at. */
#pragma GCC diagnostic ignored "-Wunused-parameter"

/* Where the jumps below find them. */
_Static_assert(offsetof(struct runtime, current) == 0, "see PASS_ON");
_Static_assert(offsetof(struct runtime, below) == 8, "see PASS_ON");

/*
 * Exports `name`: on to in_program_… if rt_in_program(), else to the address at real_…, which
 * interpose_look_up (interpose.S) finds if it is not known yet. Relaxed: all threads find the same address.
 */
#if defined(__x86_64__)
#define PASS_ON(name)                                      \
	__asm__("	.pushsection .text\n"                    \
	        "	.globl " #name "\n"                \
	        "	.type " #name ", @function\n"      \
	        "	.p2align 4\n" #name ":\n"          \
	        "	.cfi_startproc\n"                        \
	        "	cmpq $0, rt(%rip)\n"                     \
	        "	je 1f\n"                                 \
	        "	cmpl $0, rt+8(%rip)\n"                   \
	        "	je in_program_" #name "\n"         \
	        "1:	movq real_" #name "(%rip), %r11\n" \
	        "	testq %r11, %r11\n"                      \
	        "	je 2f\n"                                 \
	        "	jmp *%r11\n"                             \
	        "2:	leaq real_" #name "(%rip), %r10\n" \
	        "	leaq 3f(%rip), %r11\n"                   \
	        "	jmp interpose_look_up\n"                 \
	        "	.cfi_endproc\n"                          \
	        "	.size " #name ", . - " #name "\n"  \
	        "	.local real_" #name "\n"           \
	        "	.comm real_" #name ", 8, 8\n"      \
	        "	.section .rodata\n"                      \
	        "3:	.asciz \"" #name "\"\n"            \
	        "	.popsection\n")
#else
#define PASS_ON(name)                                         \
	__asm__("	.pushsection .text\n"                       \
	        "	.globl " #name "\n"                   \
	        "	.type " #name ", %function\n"         \
	        "	.p2align 4\n" #name ":\n"             \
	        "	.cfi_startproc\n"                           \
	        "	adrp x16, rt\n"                             \
	        "	add x16, x16, :lo12:rt\n"                   \
	        "	ldr x17, [x16]\n"                           \
	        "	cbz x17, 1f\n"                              \
	        "	ldr w17, [x16, #8]\n"                       \
	        "	cbnz w17, 1f\n"                             \
	        "	b in_program_" #name "\n"             \
	        "1:	adrp x16, real_" #name "\n"           \
	        "	add x16, x16, :lo12:real_" #name "\n" \
	        "	ldr x17, [x16]\n"                           \
	        "	cbz x17, 2f\n"                              \
	        "	br x17\n"                                   \
	        "2:	adrp x17, 3f\n"                           \
	        "	add x17, x17, :lo12:3f\n"                   \
	        "	b interpose_look_up\n"                      \
	        "	.cfi_endproc\n"                             \
	        "	.size " #name ", . - " #name "\n"     \
	        "	.local real_" #name "\n"              \
	        "	.comm real_" #name ", 8, 8\n"         \
	        "	.section .rodata\n"                         \
	        "3:	.asciz \"" #name "\"\n"               \
	        "	.popsection\n")
#endif

#define INTERPOSE(type, name)               \
	PASS_ON(name);                      \
	__typeof__(name) in_program_##name; \
	__attribute__((used)) type in_program_##name

/* For functions of the C++ library, which no header declares for C, and the real one in the body of such. */
#define INTERPOSE_CXX(type, name) \
	PASS_ON(name);            \
	__attribute__((used)) type in_program_##name
#define REAL_CXX(name) REAL_AS(__typeof__(&in_program_##name), name)

/* The same where the body is `target`, which wants the program's registers: see interpose.S. */
#if defined(__x86_64__)
#define WITH_REGISTERS(name, target)                    \
	__asm__("	.pushsection .text\n"                 \
	        "in_program_" #name ":\n"               \
	        "	.cfi_startproc\n"                     \
	        "	leaq " #target "(%rip), %r11\n" \
	        "	jmp interpose_with_registers\n"       \
	        "	.cfi_endproc\n"                       \
	        "	.popsection\n")
#else
#define WITH_REGISTERS(name, target)                       \
	__asm__("	.pushsection .text\n"                    \
	        "in_program_" #name ":\n"                  \
	        "	.cfi_startproc\n"                        \
	        "	adrp x16, " #target "\n"           \
	        "	add x16, x16, :lo12:" #target "\n" \
	        "	b interpose_with_registers\n"            \
	        "	.cfi_endproc\n"                          \
	        "	.popsection\n")
#endif

#define INTERPOSE_WITH_REGISTERS(name, target) \
	PASS_ON(name);                         \
	WITH_REGISTERS(name, target)

#endif
