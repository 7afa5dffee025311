/*
 * expect: ok 2
 * Blocks exclude each other, and what they only access is no race, whichever way they are written.
 */
#include <assert.h>
#include <pthread.h>

void __VERIFIER_atomic_begin(void);
void __VERIFIER_atomic_end(void);

static int from, to;

static void __VERIFIER_atomic_move(void)
{
	from--;
	to++;
}

static void *move(void *argument)
{
	__VERIFIER_atomic_move();
	return argument;
}

int main(void)
{
	pthread_t t;

	from = 1;
	pthread_create(&t, NULL, move, NULL);
	__VERIFIER_atomic_begin();
	assert(from + to == 1);
	__VERIFIER_atomic_end();
	pthread_join(t, NULL);
	assert(from == 0 && to == 1);
	return 0;
}
