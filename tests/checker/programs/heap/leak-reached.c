/* Pointers in all kinds of places: into the middle, in an atomic of 8 and of 16 bytes, in another block, on the stack and in
 * a register of a thread that waits for good, in thread-local variables and keys.
 *
 * expect: ok 1
 * flags: -mcx16
 */
#include <acqrel/check.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

struct pair {
	char *p;
	long n;
};

char *middle;
_Atomic(char *) atomic;
_Atomic struct pair wide;
char **indirect;
_Thread_local char *own;
static atomic_int go;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;

static void *waits(void *unused)
{
	volatile char *p = malloc(10);

	pthread_mutex_lock(&m);
	free((char *)p);
	return unused;
}

int main(void)
{
	pthread_t t;
	struct pair pair = {malloc(10), 1};
	pthread_key_t key;

	pthread_mutex_lock(&m);
	pthread_key_create(&key, NULL);
	pthread_setspecific(key, malloc(10));
	own = malloc(10);
	middle = (char *)malloc(100) + 50;
	indirect = malloc(sizeof *indirect);
	*indirect = malloc(10);
	atomic_store_explicit(&atomic, malloc(10), memory_order_relaxed);
	atomic_store_explicit(&wide, pair, memory_order_relaxed);
	pair.p = NULL;
	pthread_create(&t, NULL, waits, NULL);
	exit(0);
}
