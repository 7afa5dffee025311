/*
 * expect: unsupported
 * report: the C library calls
 * libc allocates with it for itself, and would keep memory that the next execution hands out again.
 */
#include <locale.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static _Alignas(16) char pool[1 << 16];
static atomic_size_t top;

void *malloc(size_t size)
{
	size_t at = atomic_fetch_add_explicit(&top, (size + 15) & ~(size_t)15, memory_order_relaxed);

	return at + size <= sizeof pool ? pool + at : NULL;
}

void *calloc(size_t n, size_t size)
{
	return malloc(n * size); /* the pool is never used twice */
}

void free(void *p)
{
	(void)p;
}

static void *use(void *argument)
{
	int *own = malloc(sizeof *own);

	*own = 1;
	setlocale(LC_ALL, "C.UTF-8"); /* "C", and so a poor environment, allocates nothing */
	free(own);
	return argument;
}

int main(void)
{
	pthread_t threads[3];

	for (int i = 0; i < 3; i++)
		pthread_create(&threads[i], NULL, use, NULL);
	for (int i = 0; i < 3; i++)
		pthread_join(threads[i], NULL);
	return 0;
}
