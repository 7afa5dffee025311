/* Whoever hears of an event is not earlier than that was, however it hears of it.
 *
 * expect: ok 16
 */
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t c = PTHREAD_COND_INITIALIZER;
static pthread_barrier_t b;
static sem_t s;
static long under_lock, before_post, before_barrier;
static atomic_long flag, note;

static long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

static void *teller(void *created)
{
	assert(now() >= (long)(intptr_t)created);
	sleep(10);
	atomic_store_explicit(&note, now(), memory_order_relaxed);
	sleep(10);
	atomic_store_explicit(&flag, now(), memory_order_release);

	pthread_mutex_lock(&m);
	sleep(100);
	under_lock = now();
	pthread_cond_signal(&c);
	pthread_mutex_unlock(&m);

	sleep(1000);
	before_post = now();
	sem_post(&s);

	sleep(10000);
	before_barrier = now();
	pthread_barrier_wait(&b);
	sleep(100000);
	return (void *)(intptr_t)now();
}

int main(void)
{
	pthread_t t;
	void *end;

	sem_init(&s, 0, 0);
	pthread_barrier_init(&b, NULL, 2);
	sleep(5);
	pthread_create(&t, NULL, teller, (void *)(intptr_t)now());

	long noted = atomic_load_explicit(&note, memory_order_relaxed);
	assert(now() >= noted);
	long flagged = atomic_load_explicit(&flag, memory_order_acquire);
	assert(now() >= flagged);

	pthread_mutex_lock(&m);
	while (!under_lock)
		pthread_cond_wait(&c, &m);
	assert(now() >= under_lock);
	pthread_mutex_unlock(&m);

	sem_wait(&s);
	assert(now() >= before_post);
	pthread_barrier_wait(&b);
	assert(now() >= before_barrier);
	pthread_join(t, &end);
	assert(now() >= (long)(intptr_t)end);
	assert(now() >= 111000);
	return 0;
}
