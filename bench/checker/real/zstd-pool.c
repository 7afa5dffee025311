/* zstd's own pool of threads: two jobs, N workers, room for one waiting job. */
#include "pool.h"

#include <assert.h>

static int done[2];

static void job(void *p)
{
	*(int *)p += 1;
}

int main(void)
{
	POOL_ctx *pool = POOL_create(N, 1);

	assert(pool);
	POOL_add(pool, job, &done[0]);
	POOL_add(pool, job, &done[1]);
	POOL_free(pool);
	assert(done[0] == 1 && done[1] == 1);
	return 0;
}
