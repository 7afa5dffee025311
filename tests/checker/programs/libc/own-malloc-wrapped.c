/*
 * expect: double-free
 * report: called from main() at
 * flags: -Wl,--wrap=malloc,--wrap=free
 * A wrapper that the linker puts in front.
 */
#include <stdlib.h>

void *__real_malloc(size_t);
void __real_free(void *);

void *__wrap_malloc(size_t size)
{
	return __real_malloc(size);
}

void __wrap_free(void *p)
{
	__real_free(p);
}

int main(void)
{
	void *p = malloc(1);

	free(p);
	free(p);
	return 0;
}
