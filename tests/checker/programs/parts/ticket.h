/* A ticket lock in assembly, where there is some, else with the compiler's builtins. */
#include <assert.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

#ifndef WAITS_FOR
#define WAITS_FOR owner
#endif

static union {
	uint32_t word;
	struct {
		uint16_t owner, ticket;
	} half;
} lock;

static int shared;

#if defined(__x86_64__)
static uint32_t take(void)
{
	uint32_t old = 0x10000;

	__asm__ volatile("lock; xaddl %0, %1" : "+r"(old), "+m"(lock.word) : : "memory", "cc");
	return old;
}

static uint16_t load(const uint16_t *half)
{
	uint16_t value;

	__asm__ volatile("movw %1, %0" : "=r"(value) : "m"(*half) : "memory");
	return value;
}

static void store(uint16_t *half, uint16_t value)
{
	__asm__ volatile("movw %1, %0" : "=m"(*half) : "r"(value) : "memory");
}
#else
static uint32_t take(void)
{
	return __atomic_fetch_add(&lock.word, 0x10000, __ATOMIC_ACQUIRE);
}

static uint16_t load(const uint16_t *half)
{
	return __atomic_load_n(half, __ATOMIC_ACQUIRE);
}

static void store(uint16_t *half, uint16_t value)
{
	__atomic_store_n(half, value, __ATOMIC_RELEASE);
}
#endif

static void *work(void *unused)
{
	uint32_t old = take();
	uint16_t mine = (uint16_t)(old >> 16);

	if ((uint16_t)old != mine)
		while (load(&lock.half.WAITS_FOR) != mine)
			;
#ifdef EARLY
	store(&lock.half.owner, (uint16_t)(mine + 1));
	shared++;
#else
	shared++;
	store(&lock.half.owner, (uint16_t)(mine + 1));
#endif
	return unused;
}

static int use_lock(void)
{
	pthread_t t[2];

	for (int i = 0; i < 2; i++)
		pthread_create(&t[i], NULL, work, NULL);
	for (int i = 0; i < 2; i++)
		pthread_join(t[i], NULL);
	assert(shared == 2 && lock.word == 0x20002);
	return 0;
}
