# What clang writes for its own assembler, and the GNU assembler does not know.
. "$HERE/lib.sh"
needs_runtime
command -v clang >/dev/null || exit 77

# A type of a section that has a name with clang only.
printf '\t.section\t".linker-options","e",@llvm_linker_options\n' >option.s
run 0 env CC=clang "$ACQREL" cc -c option.s
never_says 'section type' err
run 0 readelf -S option.o
says 'linker-options +(LLVM_LINKER_OPTIONS|LOOS.0xfff4c01)'

# Code of no line stays apart from the line before it.
cat >line.s <<'S'
	.file	0 "/" "some.c"
	.globl	f
f:
	.loc	0 7 1
	nop
	.loc	0 0 1 is_stmt 0
	nop
	.loc	0 9 1 is_stmt 1
	ret
	.file	1 "/" "other.h"
S
run 0 env CC=clang "$ACQREL" cc -c line.s
run 0 readelf --debug-dump=decodedline line.o
says '^some.c +7 '
says '^acqrel-no-line +1 '
says '^some.c +9 '
[ "$(grep -c '^acqrel-no-line' out)" = 1 ] || complain 'more than that is code of no line'
finish
