/* Concurrency Kit's stack: two threads push an entry and pop one. */
#include <assert.h>
#include <ck_stack.h>
#include <pthread.h>

static ck_stack_t stack = CK_STACK_INITIALIZER;
static ck_stack_entry_t entries[2];

static void *use(void *entry)
{
	ck_stack_push_upmc(&stack, entry);
	return ck_stack_pop_upmc(&stack);
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
