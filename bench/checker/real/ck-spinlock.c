/* Concurrency Kit's spin locks: -DNAME=fas, cas, dec, ticket; each of two threads adds one. */
#include <assert.h>
#include <ck_spinlock.h>
#include <pthread.h>

#define PASTE_(a, b, c) a##b##c
#define PASTE(a, b, c)  PASTE_(a, b, c)
#define LOCK(what)      PASTE(ck_spinlock_, NAME, what)

static LOCK(_t) lock;
static int n;

static void *add(void *unused)
{
	LOCK(_lock)(&lock);
	n++;
	LOCK(_unlock)(&lock);
	return unused;
}

int main(void)
{
	pthread_t t;

	LOCK(_init)(&lock);
	pthread_create(&t, NULL, add, NULL);
	add(NULL);
	pthread_join(t, NULL);
	assert(n == 2);
	return 0;
}
