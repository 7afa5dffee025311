/* A scope: threads that use local variables, and have ended before these do. Each has a part of its own. */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

enum { ALL = 1000, PARTS = 2 };

struct part {
	const int *numbers;
	int count;
	long sum; /* by the part's thread alone */
};

static void *add(void *arg)
{
	struct part *p = arg;

	for (int i = 0; i < p->count; i++)
		p->sum += p->numbers[i];
	return NULL;
}

int main(void)
{
	int numbers[ALL];
	struct part parts[PARTS];
	long sum = 0;

	for (int i = 0; i < ALL; i++)
		numbers[i] = i;
	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < PARTS; i++) {
			parts[i] = (struct part){numbers + i * (ALL / PARTS), ALL / PARTS, 0};
			assert(ar_scope_spawn(&s, add, &parts[i]) == 0);
		}
	}
	for (int i = 0; i < PARTS; i++)
		sum += parts[i].sum;
	assert(sum == (long)ALL * (ALL - 1) / 2);
	printf("%ld\n", sum);
	return 0;
}
