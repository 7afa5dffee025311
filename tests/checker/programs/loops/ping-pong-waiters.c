/* Two waiters that may wake each other for as long as the third thread does not run: executions of any length.
 *
 * expect: incomplete
 * options: --max-steps 60
 * report: was cut at
 */
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct { atomic_int block, waiters; } c;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int turn;

static void cond_wait(int id)
{
	atomic_fetch_add(&c.waiters, 1);

	atomic_store(&c.block, id);
	pthread_mutex_unlock(&m);
	while (atomic_load(&c.block) == id)
		syscall(SYS_futex, &c.block, FUTEX_WAIT, id, NULL, NULL, 0);
	atomic_fetch_sub(&c.waiters, 1);
	pthread_mutex_lock(&m);
}

static void cond_broadcast(void)
{
	atomic_store(&c.block, 0);
	if (atomic_load(&c.waiters))
		syscall(SYS_futex, &c.block, FUTEX_WAKE, 0x7fffffff, NULL, NULL, 0);
}

static void *first(void *arg)
{
	pthread_mutex_lock(&m);
	while (turn < 1)
		cond_wait(1);
	pthread_mutex_unlock(&m);
	return arg;
}

static void *second(void *arg)
{
	pthread_mutex_lock(&m);
	while (turn < 2)
		cond_wait(2);
	pthread_mutex_unlock(&m);
	return arg;
}

int main(void)
{
	pthread_t t[2];
	pthread_create(&t[0], NULL, first, NULL);
	pthread_create(&t[1], NULL, second, NULL);
	pthread_mutex_lock(&m);
	turn = 1;
	cond_broadcast();
	pthread_mutex_unlock(&m);
	pthread_join(t[0], NULL);	/* the second one may wait meanwhile */
	pthread_mutex_lock(&m);
	turn = 2;
	cond_broadcast();
	pthread_mutex_unlock(&m);
	pthread_join(t[1], NULL);
}
