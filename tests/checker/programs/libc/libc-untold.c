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
static wchar_t text[8];

static void *other(void *unused)
{
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	return unused;
}

int main(void)
{
	pthread_t t;

	assert(!text[0]);
	pthread_create(&t, NULL, other, NULL);
	swprintf(text, 8, L"%d", 1);
	atomic_fetch_add_explicit(&x, 1, memory_order_relaxed);
	assert(text[0] == L'1');
	pthread_join(t, NULL);
	return 0;
}
