/* A plain local variable lies where an atomic one has been, in a block that was left. Compilers do not tell of every plain
 * write to it, but a function that gets its address reads what was written.
 *
 * expect: ok
 * executions: 1
 */
#include <assert.h>
#include <stdatomic.h>
#include <stddef.h>

struct pair {
	int *first, *second;
};

__attribute__((noinline)) static void use_atomic(atomic_uintptr_t *a)
{
	atomic_store(a, 0);
	assert(atomic_load(a) == 0);
}

__attribute__((noinline)) static int use_plain(const struct pair *one, const struct pair *other)
{
	return *one->first + *one->second + *other->first + *other->second;
}

int main(void)
{
	int one = 1, ten = 10;

	for (int i = 0; i < 3; i++) {
		{
			atomic_uintptr_t a[4];
			for (size_t k = 0; k < 4; k++)
				use_atomic(&a[k]);
		}
		{
			struct pair p = {&one, &ten}, q = {&ten, &one};
			assert(use_plain(&p, &q) == 22);
		}
	}
	return 0;
}
