# Programs that gcc has built with -fsanitize=thread are explored as they are.
. "$HERE/../../checker/command/lib.sh"
needs_runtime
command -v gcc >/dev/null || exit 77
echo 'int main(void) { return 0; }' >nothing.c
gcc -fsanitize=thread nothing.c -o nothing 2>err && readelf -d nothing | grep -q 'NEEDED.*libtsan' || exit 77
programs=$HERE/../../checker/programs

# tsan VERDICT PROGRAM OPTIONS...: a program of tests/checker/programs, built by gcc alone.
tsan() {
	local wanted=$1 name=$2
	shift 2
	gcc -O2 -g -w -fsanitize=thread "$programs"/*/"$name.c" -o "$name" -pthread || complain "$name does not build"
	"$ACQREL" run --color=never --json json "$@" "./$name" >out 2>err
	json_is json verdict "$wanted"
}

tsan ok race-neighbours
tsan data-race race-struct-copy
tsan data-race main-returns-race
tsan ok statics-restored
json_is json complete_executions 6
json_is json exhaustive true
says 'note: the program was not built with acqrel cc'
tsan ok statics-restored -j 2
json_is json complete_executions 6
tsan ok thread-local
tsan ok semaphore
tsan ok spin-cas-lock
tsan leak leak-several
tsan deadlock deadlock-two
tsan assertion why-store-buffering --witness witness
run 1 "$ACQREL" replay --color=never witness
says '^error: assertion failed'
tsan use-after-free use-after-free-ordered

# What gcc's own code writes without telling: statics, thread-local variables, the heap.
cat >untold.c <<'C'
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
struct large { int a[8]; };
static struct large one, from = {{1}};
static _Thread_local struct large mine;
static atomic_int x[8], y;
static void hide(void *p)
{
	__asm__ volatile("" : : "r"(p) : "memory");
}
static void *work(void *unused)
{
	assert(!mine.a[0]);
	memcpy(&mine, &from, sizeof mine);
	hide(&mine);
	struct large *p = malloc(sizeof *p), *q = calloc(1, sizeof *q);
	hide(p);
	memset(p, 0, sizeof *p);
	hide(p);
	assert(!p->a[3]);
	assert(!q->a[0]);
	memcpy(q, &from, sizeof *q);
	hide(q);
	free(p);
	free(q);
	atomic_fetch_add(&y, 1);
	return unused;
}
int main(int argc, char **argv)
{
	pthread_t t[2];
	assert(argc && argv[0][0] && !one.a[0]);
	atomic_store(&x[0], 5);
	memset(x, 0, sizeof x);
	assert(atomic_load(&x[0]) == 0);
	memcpy(&one, &from, sizeof one);
	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], 0, work, 0);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], 0);
	assert(one.a[0] == 1 && !mine.a[0]);
	return 0;
}
C
gcc -O2 -g -fsanitize=thread untold.c -o untold
nm -u untold | grep -q memset && complain 'memset is called: the test tests nothing'
run 0 "$ACQREL" run --no-reductions --json json untold
json_is json verdict ok
json_is json complete_executions 2
run 0 ./untold # by itself it runs with the real library

# Libraries that are not instrumented write, too.
cat >library.c <<'C'
#include <string.h>
static int calls;
int fill(char *p, int n) { memset(p, 'x', n); return ++calls; }
C
cat >user.c <<'C'
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
int fill(char *p, int n);
static char buffer[16];
static atomic_int x;
static void *add(void *unused) { atomic_fetch_add(&x, 1); return unused; }
int main(void)
{
	pthread_t t;
	char *p = malloc(9);
	assert(!buffer[0]);
	pthread_create(&t, NULL, add, NULL);
	assert(fill(buffer, 16) == 1);
	atomic_fetch_add(&x, 1);
	fill(p, 9);
	if (p[8] != 'x')
		abort();
	free(p);
	pthread_join(t, NULL);
	return 0;
}
C
run 0 gcc -O2 -shared -fPIC library.c -o libfill.so
run 0 "$ACQREL" cc -O2 user.c -L. -lfill -Wl,-rpath,"$PWD" -o user
run 0 "$ACQREL" run --no-reductions --color=never --json json user
says '^no error: all 2 executions explored'
says 'note: libfill.so was not built with acqrel cc'

if command -v clang >/dev/null && clang -fsanitize=thread nothing.c -o static 2>err; then
	run 2 "$ACQREL" run ./static
	says 'acqrel: ./static has another runtime for -fsanitize=thread in itself' err
fi
mkdir 'a:b' && cp -r "$(dirname "$(dirname "$ACQREL")")"/{bin,lib} 'a:b' 2>err
refuses 'a:b/bin/acqrel' run ./untold
finish
