# acqrel cc takes the place of a compiler.
. "$HERE/lib.sh"
needs_runtime
acc() { "$ACQREL" cc "$@"; }

cat >main.c <<'C'
#include <stdio.h>
int three(void);
int main(void) { printf("%d\n", three()); return ACQREL_CHECKING - 1; }
C
echo 'int shared; int three(void) { shared++; return 3; }' >three.c

run 0 acc -c main.c
[ -f main.o ] || complain '-c makes no main.o'
[ ! -s out ] && [ ! -s err ] || complain 'the wrapper says something of its own'
run 0 acc -O2 -c -o 3.o three.c
nm 3.o | grep -q __tsan_write4 || complain 'three.c is not instrumented'
run 0 acc -o linked main.o 3.o
run 0 ./linked
says '^3$'
run 0 "$ACQREL" run -q ./linked
run 0 acc main.c three.c -o both
run 0 ./both
run 0 "$ACQREL" run -q ./both
run 0 acc main.c 3.o -o mixed
run 0 ./mixed
run 0 acc main.c three.c
[ -x a.out ] || complain 'no a.out'

run 0 acc -E main.c
says 'return 1 - 1'
run 0 acc -M main.c
says '^main.o: main.c'
run 0 acc -S -o - three.c
says '__tsan_write4'
run 0 acc -MMD -MF deps -c main.c
grep -q '^main.o: main.c' deps || complain '-MF writes no dependencies'
run 0 acc -MD main.c three.c -o many
ls many-main.d many-three.d >/dev/null || complain 'no dependency files'
run 0 acc -fsyntax-only main.c
for question in --version -dumpmachine -print-prog-name=ld -v; do
	run 0 acc $question
	cp out wanted; cp err wanted.err
	run 0 cc $question
	cmp -s out wanted && cmp -s err wanted.err || complain "$question is not passed through"
done

run 0 acc -shared -fPIC three.c -o libthree.so -Wl,--no-undefined
run 0 acc main.c -L. -lthree -Wl,-rpath,"$PWD" -o uses
run 0 ./uses
run 0 "$ACQREL" run -q ./uses
# What a library's constructor begins runs before anything can be explored.
cat >early.c <<'C'
#include <pthread.h>
static pthread_t worker;
static void *work(void *unused) { return unused; }
__attribute__((constructor)) static void begin(void) { pthread_create(&worker, NULL, work, NULL); }
void early(void) { pthread_join(worker, NULL); }
C
echo 'void early(void); int main(void) { early(); return 0; }' >late.c
run 0 acc -shared -fPIC early.c -o libearly.so
run 0 acc late.c -L. -learly -Wl,-rpath,"$PWD" -o late
run 0 ./late
run 2 "$ACQREL" run -q ./late
run 0 acc -r main.o 3.o -o joined.o
run 0 acc joined.o -o joined
run 0 "$ACQREL" run -q ./joined

printf -- '-o "with blank" main.c\n@inner\n' >outer
echo three.c >inner
run 0 acc @outer
[ -x 'with blank' ] || complain 'the response file was not understood'
"$ACQREL" cc -x c - -o stdin <three.c 2>err && complain 'a program without main links'
echo 'int main(void) { return 0; }' | "$ACQREL" cc -x c - -o stdin || complain 'standard input does not compile'

echo 'int main(void) { return nothing; }' >broken.c
run 1 acc -c broken.c
run 1 acc broken.c
run 1 acc
refuses acc -static main.c three.c
says 'dynamic linking' err
refuses acc -static-libstdc++ main.c three.c
says 'leave out -static-libstdc' err
refuses acc -fsanitize=address,undefined -c main.c
run 0 acc -fsanitize=thread -c main.c
CC='acqrel cc' run 0 acc -c main.c
ACQREL_CC='cc -DANSWER' CC='acqrel cc' run 0 acc -E -dM main.c
says 'ANSWER'
mkdir tmp
TMPDIR=$PWD/tmp run 0 acc main.c three.c
[ -z "$(ls tmp)" ] || complain 'a temporary directory was left behind'
finish
