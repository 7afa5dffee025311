# What compilers leave out when they optimize is not checked: by default they do not, else a note says so.
. "$HERE/lib.sh"
needs_runtime

# The value that is read is not used.
cat >read.c <<'C'
#include <pthread.h>
#include <stdatomic.h>
static int x;
static atomic_int y;
static void *work(void *unused)
{
	x = 1;
	atomic_store_explicit(&y, 1, memory_order_relaxed);
	return unused;
}
int main(void)
{
	pthread_t t;
	int r;
	pthread_create(&t, NULL, work, NULL);
	if (atomic_load_explicit(&y, memory_order_relaxed))
		r = x;
	pthread_join(t, NULL);
	return 0;
}
C
# Nobody reads the variable.
cat >write.c <<'C'
#include <pthread.h>
static int x;
static void *work(void *unused)
{
	x = 1;
	return unused;
}
int main(void)
{
	pthread_t t;
	pthread_create(&t, NULL, work, NULL);
	x = 2;
	pthread_join(t, NULL);
	return 0;
}
C
cat >right.c <<'C'
int main(void)
{
	return 0;
}
C
cp right.c right.cc

for CC in gcc clang; do
	command -v $CC >/dev/null || continue
	export CC
	for name in read write; do
		run 1 "$ACQREL" check --no-help $name.c -- -w
		says '^error: data race on `x`$'
		never_says 'compiled with -O'
	done
	run 0 "$ACQREL" check --json json read.c -- -w -O2
	says '^no error: all 2 executions explored$'
	says 'note: compiled with -O2: what the compiler has left out'
	json_is json notes '[1]'
	fits_page
	run 0 "$ACQREL" check right.c -- -O2 -O0
	never_says 'note:'
	run 0 "$ACQREL" cc -O3 -c right.c && run 0 "$ACQREL" cc right.o -o right && run 0 "$ACQREL" run ./right
	says 'note: compiled with -O3'
	run 0 "$ACQREL" cc right.c -o right && run 0 "$ACQREL" run ./right
	never_says 'note:'
	if command -v $CC++ >/dev/null; then
		CXX=$CC++ run 0 "$ACQREL" check right.cc -- -O1
		says 'note: compiled with -O1'
	fi
done

finish
