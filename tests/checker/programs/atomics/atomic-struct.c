/* An atomic struct that no instruction can access at once: compilers leave it to a library with locks.
 *
 * expect: unsupported
 * report: atomic operations on 24 bytes
 */
#include <stdatomic.h>

struct three {
	long a[3];
};

static _Atomic struct three three;

int main(void)
{
	struct three t = atomic_load_explicit(&three, memory_order_relaxed);

	return (int)t.a[0];
}
