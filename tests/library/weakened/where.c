/*
 * Where weaken.sh finds orders: on the lines that say so, and on no other. Not in ar_load_acquire(p), for one, and not
 * in
	* ar_load_acquire(p), either.
 */
#define ONE_LINE(p) ar_load_acquire(p) /* as in operations.sh: no order comment stands above it, and nothing is listed
ar_load_acquire(p) */
#define LINES(p) \
	ar_load_acquire(p) // weakened

void f(struct a *p)
{
	*p = ar_load_acquire(p); // weakened
	*ar_load_acquire(&p->next) = 1; // weakened
	* ar_load_acquire(&p->next) = 1; // weakened
	int *q = /* ar_load_acquire() */ ar_load_acquire(p); // weakened
	// ar_load_acquire(p)
	char quote = '"', c = ar_load_acquire(p), backslash = '\\', same = '\''; // weakened
	puts("\"ar_load_acquire(p) /*");
	ar_store_release(p, '/*' + "//"[0] + ar_load_relaxed(p)); // weakened
	g(); /* or
	*ar_load_acquire(p)
	ar_load_acquire(p) */ ar_load_acquire(p); // weakened
	ar_fence_heavy(); // weakened
	void ar_fence_heavy(void);
}
