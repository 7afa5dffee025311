// Instructions that are rare in libraries, for words.sh.
	.arch armv8.5-a+lse+rcpc
	.irp op, ldadd, ldclr, ldeor, ldset, ldsmax, ldsmin, ldumax, ldumin, swp
	.irp o, , a, l, al
	.irp s, , b, h
	\op\o\s w1, w2, [x3]
	.endr
	\op\o x1, x2, [sp]
	.endr
	.endr
	.irp o, , a, l, al
	.irp s, , b, h
	cas\o\s w1, w2, [x3]
	.endr
	cas\o x1, x2, [x3]
	casp\o x0, x1, x2, x3, [x4]
	casp\o w0, w1, w2, w3, [x4]
	.endr
	.irp s, , b, h
	ldapr\s w1, [x2]
	ldapur\s w1, [x2, #-3]
	stlur\s w1, [x2, #5]
	ldlar\s w1, [x2]
	stllr\s w1, [x2]
	ldxr\s w1, [x2]
	stxr\s w1, w2, [x3]
	.endr
	ldapursw x1, [x2, #4]
	ldapursb w1, [x2, #4]
	ldxp x1, x2, [x3]
	stlxp w0, w1, w2, [x3]
	ld1 {v0.16b-v3.16b}, [x0], #64
	ld2 {v0.4s, v1.4s}, [x0]
	ld3 {v0.h, v1.h, v2.h}[3], [x0], x1
	ld4r {v0.2d-v3.2d}, [x1]
	st1 {v0.d}[1], [x2]
	st4 {v0.8b-v3.8b}, [x2], x3
	ld1r {v0.4s}, [x2], #4
	prfm pldl1keep, [x0]
	prfum pldl1keep, [x0, #-8]
	ldtr x0, [x1, #8]
	ldnp x0, x1, [x2]
	ldpsw x0, x1, [x2], #8
	stp q0, q1, [sp, #-32]!
	ldr q0, [x1, w2, sxtw #4]
	ldrsb x0, [x1, x2]
	.section .note.GNU-stack,"",%progbits
