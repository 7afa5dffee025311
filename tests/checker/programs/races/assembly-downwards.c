/* Assembly that copies downwards accesses what lies below its pointers.
 *
 * expect: data-race
 */
#include <pthread.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
char g[64], h[64] = "hello";

static void *copy(void *unused)
{
	void *d = g + 7;
	const void *s = h + 5;
	long n = 6;

#ifdef LOCKED
	pthread_mutex_lock(&m);
#endif
	__asm__ volatile("std; rep movsb; cld" : "+D"(d), "+S"(s), "+c"(n) : : "memory", "cc");
#ifdef LOCKED
	pthread_mutex_unlock(&m);
#endif
	return unused;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, copy, NULL);
	copy(NULL);
	pthread_join(t, NULL);
	return 0;
}
