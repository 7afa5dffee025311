/* Locks made of instructions: test and set, compare and exchange, tickets, a bit.
 *
 * expect: ok
 */
#include <assert.h>
#include <pthread.h>

#if defined(__x86_64__)

static int lock_word, next_ticket, served, lock_bit, n[4];

static int load(const int *p)
{
	int v;

	__asm__ volatile("movl %1, %0" : "=r"(v) : "m"(*p) : "memory");
	return v;
}

static void store(int *p, int v)
{
	__asm__ volatile("movl %1, %0" : "=m"(*p) : "r"(v) : "memory");
}

static void rest(void)
{
	__asm__ volatile("pause" : : : "memory");
}

static void test_and_set(void)
{
	for (;;) {
		int v = 1;
		__asm__ volatile("xchgl %0, %1" : "+r"(v), "+m"(lock_word) : : "memory");
		if (!v)
			return;
		while (load(&lock_word))
			rest();
	}
}

static void compare_and_exchange(void)
{
	unsigned char taken = 0;

	while (!taken) {
		int found = 0;
		__asm__ volatile("lock cmpxchgl %3, %1\n\tsete %0"
		                 : "=q"(taken), "+m"(lock_word), "+a"(found)
		                 : "r"(1)
		                 : "memory", "cc");
		if (!taken)
			rest();
	}
}

static void take_ticket(void)
{
	int ticket = 1;

	__asm__ volatile("lock; xaddl %0, %1" : "+r"(ticket), "+m"(next_ticket) : : "memory", "cc");
	while (load(&served) != ticket)
		rest();
}

static void set_bit(void)
{
	unsigned char was = 1;

	while (was) {
		__asm__ volatile("lock btsl %2, %1\n\tsetc %0"
		                 : "=q"(was), "+m"(lock_bit)
		                 : "Ir"(5)
		                 : "memory", "cc");
		if (was)
			rest();
	}
}

static void *use(void *unused)
{
	test_and_set();
	n[0]++;
	store(&lock_word, 0);
	compare_and_exchange();
	n[1]++;
	store(&lock_word, 0);
	take_ticket();
	n[2]++;
	__asm__ volatile("lock incl %0" : "+m"(served) : : "memory", "cc");
	set_bit();
	n[3]++;
	__asm__ volatile("lock btrl $5, %0" : "+m"(lock_bit) : : "memory", "cc");
	return unused;
}

#else

static int n[4] = {2, 2, 2, 2};

static void *use(void *unused)
{
	return unused;
}

#endif

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, use, NULL);
	use(NULL);
	pthread_join(t, NULL);
	assert(n[0] == 2 && n[1] == 2 && n[2] == 2 && n[3] == 2);
	return 0;
}
