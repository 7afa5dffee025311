# Code that acqrel cc has not built and that has atomic instructions: what it orders is not known, so that
# nobody is accused of a race because of it; and others are, as before.
. "$HERE/lib.sh"
needs_runtime
[ "$(uname -m)" = x86_64 ] || exit 77
command -v gcc >/dev/null || exit 77

cat >own.c <<'C'
static int l;
void own_lock(void) { while (__atomic_exchange_n(&l, 1, __ATOMIC_ACQUIRE)) ; }
void own_unlock(void) { __atomic_store_n(&l, 0, __ATOMIC_RELEASE); }
int own_nothing(int x) { return x + 1; }
C
cat >none.c <<'C'
static int last;
void own_lock(void) { last = 1; }
void own_unlock(void) { last = 0; }
int own_nothing(int x) { return last + x; }
C
cat >use.c <<'C'
#include <pthread.h>
void own_lock(void);
void own_unlock(void);
int own_nothing(int x);
static int n;
static void *use(void *p)
{
#ifdef NEVER
	n++;
#elif defined(ONE)
	if (p)
		own_nothing(1);
	n++;
#else
	own_lock();
	n++;
	own_unlock();
#endif
	return p;
}
static pthread_mutex_t wait_for;
static void *wait(void *p)
{
	own_lock();
	own_unlock();
	pthread_mutex_lock(&wait_for);
	return p;
}
int main(void)
{
	pthread_t t;
#ifdef WAIT
	own_nothing(1);
	pthread_mutex_lock(&wait_for);
	pthread_create(&t, NULL, wait, NULL);
#else
	pthread_create(&t, NULL, use, &n);
	use(NULL);
#endif
	(void)use, (void)wait;
	pthread_join(t, NULL);
	return 0;
}
C
gcc -O2 -shared -fPIC own.c -o libown.so && gcc -O2 -shared -fPIC none.c -o libnone.so || exit 77
check() {
	local status=$1
	shift
	run "$status" "$ACQREL" check --no-help use.c -- "$@" -L. -Wl,-rpath,"$work" -Wl,--no-as-needed
}

# Both threads call it: it may order the accesses.
for flags in '' -fno-plt -Wl,-z,lazy; do
	# shellcheck disable=SC2086 # words
	check 2 $flags -lown
	says_broken '^unsupported: libown.so, which was not built by acqrel cc and has atomic instructions of its own'
	says_broken 'both threads call it, so it may order what looks like a data race.'
	says_broken 'Build it with CC="acqrel cc"'
done
check 2 -DWAIT -lown
says_broken 'libown.so, .* may order what looks like threads that wait for ever'

# One of them does not, or there is nothing in the library that could.
check 1 -DNEVER -lown
says '^error: data race on `n`$'
check 1 -DONE -lown
says '^error: data race on `n`$'
check 1 -lnone
says '^error: data race on `n`$'
check 1 -DWAIT -lnone
says '^error: deadlock'

# Built by acqrel cc.
run 0 "$ACQREL" cc -O2 -shared -fPIC own.c -o libown.so
check 0 -lown

# In a file that is linked in, whatever the instruction is.
cat >main.c <<'C'
int modify(int *p);
static int n;
int main(void) { return modify(&n); }
C
for instruction in 'xchg %eax, (%rdi)' 'lock addl $1, (%rdi)' 'lock incl (%rdi)' 'lock xorb $1, (%rdi)' \
	'lock cmpxchg16b sixteen(%rip)' mfence; do
	printf '.data\n.p2align 4\nsixteen: .quad 0, 0\n.text\n.globl modify\n.type modify, @function\nmodify:\n%s\n' \
		"xorl %eax, %eax; pushq %rbx; $instruction; popq %rbx; xorl %eax, %eax; ret; .size modify, . - modify" >modify.s
	gcc -c modify.s || exit 77
	run 3 "$ACQREL" check main.c -- modify.o
	says 'atomic instructions in modify\(\) were not seen \(not built by acqrel cc\)'
done
finish
