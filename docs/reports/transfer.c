/* Two accounts are locked in the order in which the caller names them. */
#include <pthread.h>

static struct account {
	pthread_mutex_t lock;
	int balance;
} alice = {PTHREAD_MUTEX_INITIALIZER, 100}, bob = {PTHREAD_MUTEX_INITIALIZER, 100};

static void transfer(struct account *from, struct account *to, int amount)
{
	pthread_mutex_lock(&from->lock);
	pthread_mutex_lock(&to->lock);
	from->balance -= amount;
	to->balance += amount;
	pthread_mutex_unlock(&to->lock);
	pthread_mutex_unlock(&from->lock);
}

static void *pay_rent(void *arg)
{
	transfer(&alice, &bob, 30);
	return arg;
}

static void *pay_back(void *arg)
{
	transfer(&bob, &alice, 10);
	return arg;
}

int main(void)
{
	pthread_t rent, back;
	pthread_create(&rent, NULL, pay_rent, NULL);
	pthread_create(&back, NULL, pay_back, NULL);
	pthread_join(rent, NULL);
	pthread_join(back, NULL);
	return 0;
}
