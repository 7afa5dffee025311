/* Accesses to memory in all ways of addressing, each in a function that `cases` names. hooks.c runs them. */
	.arch armv8.3-a+lse+rcpc
	.text
/* No macro of the assembler: it would be one statement. */
#define CASE(...) \
	77: stp x29, x30, [sp, #-16]!; bl load_state; __VA_ARGS__; bl store_state; ldp x29, x30, [sp], #16; ret; \
	.pushsection .data.cases, "aw"; .xword 77b; .popsection

	.pushsection .data.cases, "aw"
	.globl cases
cases:
	.popsection

	CASE(ldp x3, x4, [x1])
	CASE(ldp x3, x4, [x1, #16])
	CASE(ldp x3, x4, [x1, #-16]!)
	CASE(ldp w3, w4, [x1], #8)
	CASE(stp x5, x6, [x1, #32])
	CASE(stp q5, q6, [x1, #-32])
	CASE(ldp x0, x1, [x0])
	CASE(ldp x1, x0, [x1])
	CASE(ldp x16, x17, [x1])
	CASE(ldpsw x3, x4, [x1])
	CASE(ldr q3, [x1, x2, lsl #4])
	CASE(ldr d3, [x1, w2, sxtw #3])
	CASE(ldr d3, [x1, w2, uxtw])
	CASE(ldr s3, [x1, x2, sxtx #2])
	CASE(str q7, [x16, #48])
	CASE(str h7, [x17, #2])
	CASE(ldur q1, [x30, #-7])
	CASE(ldr q1, [x1, #4080])
	CASE(str d1, [x1, #4096])
	CASE(ld1 {v1.16b-v4.16b}, [x1])
	CASE(ld1 {v1.16b-v4.16b}, [x1], #64)
	CASE(st3 {v1.s, v2.s, v3.s}[2], [x1], x2)
	CASE(ld2r {v1.8b, v2.8b}, [x0])
	CASE(ldr w3, [x1])
	CASE(str x3, [x1, #8])
	CASE(strb w3, [x1, #1])
	CASE(ldrsh x3, [x1, #2])
	CASE(ldar x3, [x0])
	CASE(stlr w3, [x0])
	CASE(ldapr w3, [x0])
	CASE(ldadd w3, w4, [x0])
	CASE(swpal x3, x4, [x16])
	CASE(cas w3, w4, [x0])
	CASE(ldr x3, =0x123456789)
	CASE(prfm pldl1keep, [x1])
	CASE(dmb ish)
	CASE(tbz x3, #1, 9f ; nop ; 9:)
	CASE(1: ldxr w3, [x0] ; add w3, w3, #5 ; stxr w4, w3, [x0] ; cbnz w4, 1b)
	CASE(1: ldaxr x3, [x16] ; cmp x3, x5 ; b.ne 2f ; stlxr w4, x6, [x16] ; cbnz w4, 1b ; 2:)

	.pushsection .data.cases, "aw"
	.xword 0
	.popsection
	.section .note.GNU-stack,"",%progbits
