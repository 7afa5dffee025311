/* The lock that is missing is that of the object that is accessed, not always the same one.
 *
 * expect: data-race
 * report: Hold `to->lock` at line 19 too, where `accounts[1].balance` is written. Checked: with it, all
 */
#include <assert.h>
#include <pthread.h>

static struct account {
	pthread_mutex_t lock;
	int balance;
} accounts[2] = {{PTHREAD_MUTEX_INITIALIZER, 10}, {PTHREAD_MUTEX_INITIALIZER, 10}};

static void move(struct account *from, struct account *to, int n)
{
	pthread_mutex_lock(&from->lock);
	from->balance -= n;
	pthread_mutex_unlock(&from->lock);
	to->balance += n;
}

static void *there(void *arg)
{
	move(&accounts[0], &accounts[1], 3);
	return arg;
}

static void *back(void *arg)
{
	move(&accounts[1], &accounts[0], 2);
	return arg;
}

int main(void)
{
	pthread_t t, u;

	pthread_create(&t, NULL, there, NULL);
	pthread_create(&u, NULL, back, NULL);
	pthread_join(t, NULL);
	pthread_join(u, NULL);
	assert(accounts[0].balance + accounts[1].balance == 20);
}
