/*
 * expect: ok 4
 * Claims of order are followed: a flag of relaxed accesses hands data on, because the annotations say so, and a lock made of
 * relaxed exchanges excludes. Nothing more is explored for them: reads of the flag and orders of the lock are all there is.
 */
#include <pthread.h>
#include <stdatomic.h>

void AnnotateHappensBefore(const char *file, int line, const volatile void *address);
void AnnotateHappensAfter(const char *file, int line, const volatile void *address);
void __tsan_mutex_pre_lock(void *m, unsigned flags);
void __tsan_mutex_post_lock(void *m, unsigned flags, int recursion);
int __tsan_mutex_pre_unlock(void *m, unsigned flags);
void __tsan_mutex_post_unlock(void *m, unsigned flags);

static atomic_int flag, locked;
static int data, count;

static void add(void)
{
	__tsan_mutex_pre_lock(&locked, 0);
	while (atomic_exchange_explicit(&locked, 1, memory_order_relaxed))
		;
	__tsan_mutex_post_lock(&locked, 0, 0);
	count++;
	__tsan_mutex_pre_unlock(&locked, 0);
	atomic_store_explicit(&locked, 0, memory_order_relaxed);
	__tsan_mutex_post_unlock(&locked, 0);
}

static void *give(void *argument)
{
	data = 1;
	AnnotateHappensBefore(__FILE__, __LINE__, &flag);
	atomic_store_explicit(&flag, 1, memory_order_relaxed);
	add();
	return argument;
}

int main(void)
{
	pthread_t t;

	pthread_create(&t, NULL, give, NULL);
	if (atomic_load_explicit(&flag, memory_order_relaxed)) {
		AnnotateHappensAfter(__FILE__, __LINE__, &flag);
		data++;
	}
	add();
	pthread_join(t, NULL);
	return count != 2;
}
