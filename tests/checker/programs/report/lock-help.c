/* One access without the lock of the object, which lies on the heap with what it guards: that it helps to hold it was tried.
 *
 * expect: data-race
 * report: Hold `a->lock` at line 25 too, where `a->balance` is written. Checked: with it, all 2 executions pass.
 * unsaid: memory order
 */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

struct account {
	pthread_mutex_t lock;
	long balance;
};

static void deposit(struct account *a, long n)
{
	pthread_mutex_lock(&a->lock);
	a->balance += n;
	pthread_mutex_unlock(&a->lock);
}

static void withdraw(struct account *a, long n)
{
	a->balance -= n;
}

static void *work(void *a)
{
	deposit(a, 10);
	return NULL;
}

int main(void)
{
	struct account *a = calloc(1, sizeof *a);
	pthread_t t;

	pthread_mutex_init(&a->lock, NULL);
	pthread_create(&t, NULL, work, a);
	withdraw(a, 5);
	pthread_join(t, NULL);
	assert(a->balance == 5);
	free(a);
}
