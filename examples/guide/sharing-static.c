/* Static data: what is const is anybody's; what has to be made first is made once, by the thread that comes first. */
#undef NDEBUG
#include <acqrel/lazy.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

static const char *const names[] = {"zero", "one", "two"};

static ar_lazy(struct squares { int of[100]; }) squares;

static void fill(struct squares *s)
{
	for (int i = 0; i < 100; i++)
		s->of[i] = i * i;
}

static void *use(void *arg)
{
	const struct squares *s = ar_lazy_get(&squares, fill);

	assert(s->of[7] == 49 && names[1][0] == 'o');
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, use, NULL) == 0);
		use(NULL);
	}
	printf("%s squared is %d\n", names[2], ar_lazy_get(&squares, fill)->of[2]);
	return 0;
}
