/* Scopes: whatever way one is left, its threads have ended and what they did is seen. */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/thread.h>

#include <assert.h>

static void *add_one(void *arg)
{
	++*(int *)arg;
	return NULL;
}

#if AR_HAS_CLEANUP
static int from_return(int *a)
{
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, add_one, a) == 0);
		return 7;
	}
	return 0;
}
#endif

struct parent {
	ar_thread_scope *scope;
	int *child;
};

static void *spawn_more(void *arg)
{
	struct parent *p = (struct parent *)arg;

	assert(ar_scope_spawn(p->scope, add_one, p->child) == 0);
	return NULL;
}

/* Threads of the scope, and the block itself, add to its list at the same time. */
static void from_threads(void)
{
	int a = 0, b = 0, c = 0;
	struct parent pa = {NULL, &a}, pb = {NULL, &b};

	AR_THREAD_SCOPE(s) {
		pa.scope = pb.scope = &s;
		assert(ar_scope_spawn(&s, spawn_more, &pa) == 0);
#ifdef TWO_PARENTS
		assert(ar_scope_spawn(&s, spawn_more, &pb) == 0);
#else
		spawn_more(&pb);
#endif
		ar_scope_spawn(&s, add_one, &c);
	}
	assert(a == 1 && b == 1 && c == 1);
}

int main(void)
{
	enum { MANY = 300 };
	static int many[MANY];
	int a = 0, b = 0, count = AR_ITERATIONS(MANY, 2);

	AR_THREAD_SCOPE(s) {
		for (int i = 0; i < count; i++)
			assert(ar_scope_spawn(&s, add_one, &many[i]) == 0);
	}
	for (int i = 0; i < count; i++)
		assert(many[i] == 1);

	for (int i = 0; i < AR_ITERATIONS(100, 1); i++) {
		AR_THREAD_SCOPE(s) {
			assert(ar_scope_spawn(&s, add_one, &a) == 0);
			AR_THREAD_SCOPE(inner) {
				assert(ar_scope_spawn(&inner, add_one, &b) == 0);
				continue;
			}
			assert(b == i + 1);
		}
		assert(a == i + 1);
	}

	for (int i = 0; i < AR_ITERATIONS(100, 1); i++)
		from_threads();

#if AR_HAS_CLEANUP
	a = 0;
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, add_one, &a) == 0);
		break;
	}
	assert(a == 1);
	assert(from_return(&a) == 7);
	assert(a == 2);
#endif
	return 0;
}
