/* NULL may be freed, and what the C library allocated before or behind the program's back; all alignments are right and
 * all of a block can be used.
 *
 * expect: ok 1
 */
#define _GNU_SOURCE
#include <assert.h>
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *early;

__attribute__((constructor)) static void before_main(void)
{
	early = malloc(10);
}

int main(void)
{
	char *p;
	void *q;

	free(NULL);
	free(early);
	free(get_current_dir_name());
	assert(asprintf(&p, "%d", 12) == 2);
	free(p);
	p = aligned_alloc(64, 128);
	assert((uintptr_t)p % 64 == 0);
	memset(p, 1, malloc_usable_size(p));
	free(p);
	assert(!posix_memalign(&q, 4096, 100) && (uintptr_t)q % 4096 == 0);
	memset(q, 1, 100);
	q = realloc(q, 5000);
	assert(((char *)q)[99] == 1);
	memset(q, 2, 5000);
	free(q);
	p = realloc(NULL, 3);
	memset(p, 0, 3);
	free(p);
	free(calloc(0, 10));
	return 0;
}
