/* Only the address of a member is given away. From there a thread gets to the whole, into which a struct is
 * returned in registers.
 *
 * expect: data-race
 */
#include <pthread.h>
#include <stddef.h>

struct pair {
	long first, second;
};

static pthread_t thread;
static volatile long three = 3;

__attribute__((noinline)) static struct pair make(void)
{
	struct pair p = {three, three};

	return p;
}

static void *read_first(void *second)
{
	struct pair *p = (struct pair *)(void *)((char *)second - offsetof(struct pair, second));

	return p->first == 1 ? second : NULL;
}

int main(void)
{
	struct pair p = make();

	pthread_create(&thread, NULL, read_first, &p.second);
	p = make();
	pthread_join(thread, NULL);
	return 0;
}
