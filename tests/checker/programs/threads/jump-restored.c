/* What setjmp has saved goes back with the program, wherever it lies, and siglongjmp brings the signal mask
 * back.
 *
 * expect: ok 3
 */
#include <assert.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

static jmp_buf of_all, before_all;
static __thread jmp_buf own;
static atomic_int x;

static int blocks(int signal)
{
	sigset_t set;

	pthread_sigmask(SIG_BLOCK, NULL, &set);
	return sigismember(&set, signal);
}

static void *sets(void *unused)
{
	atomic_store(&x, 1);
	atomic_store(&x, 2);
	return unused;
}

static void *jumps_static(void *unused)
{
	volatile int stage = 0;

	if (setjmp(of_all)) {
		assert(stage == 1);
		return unused;
	}
	stage = 1;
	if (atomic_load(&x) == 2) {
		if (setjmp(of_all))
			assert(!"nobody jumps here");
		return unused;
	}
	longjmp(of_all, 1);
}

static void goes_deeper(jmp_buf to, int depth)
{
	volatile int n = depth;

	if (n == 0)
		_longjmp(to, 7);
	goes_deeper(to, n - 1);
}

static void jumps_thread_local_and_heap(void)
{
	jmp_buf *block = malloc(sizeof *block);
	volatile int times = 0;

	if (_setjmp(own) == 0) {
		if (setjmp(*block) == 0) {
			if (atomic_load(&x))
				goes_deeper(*block, 5);
			times = 10;
		} else {
			times = times + 1;
		}
		longjmp(own, 1);
	}
	assert(times == 10 || times == 1);
	free(block);
}

static void jumps_with_mask(void)
{
	sigjmp_buf with, without;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	if (sigsetjmp(with, 1) == 0) {
		pthread_sigmask(SIG_BLOCK, &set, NULL);
		assert(blocks(SIGUSR1));
		siglongjmp(with, 1);
	}
	assert(!blocks(SIGUSR1));
	if (sigsetjmp(without, 0) == 0) {
		pthread_sigmask(SIG_BLOCK, &set, NULL);
		siglongjmp(without, 1);
	}
	assert(blocks(SIGUSR1));
}

int main(void)
{
	pthread_t t, u;

	if (setjmp(before_all) == 0)
		longjmp(before_all, 1);
	pthread_create(&t, NULL, sets, NULL);
	pthread_create(&u, NULL, jumps_static, NULL);
	pthread_join(u, NULL);
	if (0)
		jumps_thread_local_and_heap();
	pthread_join(t, NULL);
	jumps_thread_local_and_heap();
	jumps_with_mask();
	return 0;
}
