/* A reference count that was never initialized.
 *
 * expect: uninitialized
 * report: read-modify-write of an atomic that was never initialized
 */
#include <stdatomic.h>
#include <stdlib.h>

struct object {
	atomic_int references;
	int value;
};

int main(void)
{
	struct object *o = malloc(sizeof *o);

	o->value = 1;
	atomic_fetch_add_explicit(&o->references, 1, memory_order_relaxed);
	free(o);
	return 0;
}
