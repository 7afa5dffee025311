/*
 * expect: leak
 * report: called from lose() at
 * The names by which libc exports its own malloc once more are the checker's, too.
 */
#include <stdlib.h>

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void __libc_free(void *);

static int allocated;

void *malloc(size_t size)
{
	allocated++;
	return __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
	allocated++;
	return __libc_calloc(n, size);
}

void free(void *p)
{
	__libc_free(p);
}

__attribute__((noinline)) static void lose(void)
{
	int *volatile p = malloc(sizeof *p);

	*p = 1;
	p = NULL;
}

int main(void)
{
	lose();
	return 0;
}
