/*
 * Concurrency Kit's stack: two threads push an entry and pop one. -DKIND=mpmc: with a counter in the head,
 * which is exchanged as 16 bytes and loaded as 8.
 */
#include <assert.h>
#include <ck_stack.h>
#include <pthread.h>

#ifndef KIND
#define KIND upmc
#endif
#define PASTE_(a, b) a##b
#define PASTE(a, b)  PASTE_(a, b)

static ck_stack_t stack __attribute__((aligned(16))) = CK_STACK_INITIALIZER;
static ck_stack_entry_t entries[2];

static void *use(void *entry)
{
	PASTE(ck_stack_push_, KIND)(&stack, entry);
	return PASTE(ck_stack_pop_, KIND)(&stack);
}

int main(void)
{
	pthread_t t;
	void *other, *own;

	pthread_create(&t, NULL, use, &entries[0]);
	own = use(&entries[1]);
	pthread_join(t, &other);
	assert(own && other && own != other);
	return 0;
}
