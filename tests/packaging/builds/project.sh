# A small project, for the tests here: sourced after cli/lib.sh. C and C++, a static library, several sources,
# assembly, a folder with a blank in its name. Threads add to a counter; with -DBROKEN they do without the
# lock.
bin=$(dirname "$ACQREL")
export PATH=$bin:$PATH

make_project() {
	mkdir -p 'the project/lib' 'the project/include' && cd 'the project' || exit 1
	cat >include/counter.h <<'C'
#ifdef __cplusplus
extern "C" {
#endif
void counter_add(void);
int counter_get(void);
int seven(void);
#ifdef __cplusplus
}
#endif
C
	cat >lib/counter.c <<'C'
#include "counter.h"
#include <pthread.h>
#ifndef BROKEN
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
#endif
static int n;
void counter_add(void)
{
#ifndef BROKEN
	pthread_mutex_lock(&m);
#endif
	n++;
#ifndef BROKEN
	pthread_mutex_unlock(&m);
#endif
}
int counter_get(void)
{
	return n;
}
C
	cat >lib/seven.S <<'C'
	.text
	.globl seven
	.type seven, %function
seven:
#if defined(__x86_64__)
	movl $7, %eax
#else
	mov w0, 7
#endif
	ret
	.size seven, . - seven
	.section .note.GNU-stack,"",%progbits
C
	cat >main.cpp <<'C'
#include "counter.h"
#include <pthread.h>
static void *add(void *unused)
{
	counter_add();
	return unused;
}
int main()
{
	pthread_t t[2];
	for (pthread_t &x : t)
		pthread_create(&x, nullptr, add, nullptr);
	for (pthread_t x : t)
		pthread_join(x, nullptr);
	return counter_get() == 2 && seven() == 7 ? 0 : 1;
}
C
}

# explored VERDICT PROGRAM: it runs by itself, and exploring it says that.
explored() {
	[ "$1" != ok ] || run 0 "$2"
	"$ACQREL" run --json json -q "$2" >out 2>err
	json_is json verdict "$1"
}
