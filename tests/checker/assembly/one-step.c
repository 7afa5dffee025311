/* A locked instruction is one step of the report.
 *
 * expect: assertion
 * report: fetch_add count
 * unsaid: fence
 */
#include <assert.h>

static int count;

int main(void)
{
	int n;

	__asm__ volatile("lock; incl %0" : "+m"(count) : : "memory", "cc");
	__asm__ volatile("movl %1, %0" : "=r"(n) : "m"(count) : "memory");
	assert(n == 2);
	return 0;
}
