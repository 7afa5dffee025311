/* All functions that allocate fail in their own way, one at a time.
 *
 * expect: ok 14
 * options: --malloc-failures
 */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void allocated(void *p)
{
	if (!p) {
		assert(errno == ENOMEM);
		_Exit(0);
	}
	free(p);
}

int main(void)
{
	void *aligned = &aligned;
	char *printed;

	allocated(malloc(1));
	allocated(calloc(1, 1));
	allocated(realloc(NULL, 1));
	allocated(reallocarray(NULL, 1, 1));
	allocated(aligned_alloc(16, 16));
	allocated(memalign(16, 1));
	allocated(valloc(1));
	allocated(strdup("a"));
	allocated(strndup("abc", 1));
	if (asprintf(&printed, "%d", 1) < 0)
		_Exit(0);
	free(printed);
	if (posix_memalign(&aligned, 16, 1)) {
		assert(aligned == &aligned);
		_Exit(0);
	}
	free(aligned);
	char *p = malloc(1);
	if (!p)
		_Exit(0);
	*p = 7;
	char *q = realloc(p, 1000);
	assert((q ? q : p)[0] == 7);
	free(q ? q : p);
	return 0;
}
