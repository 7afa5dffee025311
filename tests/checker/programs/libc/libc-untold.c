/* What is not known of a function of libc does no harm, and is said.
 *
 * expect: ok 2
 * report: of the C library does to memory is not checked
 */
#include <assert.h>
#include <pthread.h>
#include <wchar.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_int x;
static int number;

static void *other(void *unused)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t;

	assert(!number);
	pthread_create(&t, NULL, other, NULL);
	swscanf(L"1", L"%d", &number);
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	assert(number == 1);
	pthread_join(t, NULL);
	return 0;
}
