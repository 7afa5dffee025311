/*
 * One execution of about N steps, of different kinds: bench/checker/long-executions builds it with FAMILY and
 * N. REPEAT runs the same execution so many times, where it is the only one; the families whose threads meet
 * have too many, of which only the first is run. SC: everything is seq_cst.
 */
#include <acqrel/check.h>
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#ifdef SC
#define LD  memory_order_seq_cst
#define ST  memory_order_seq_cst
#define RMW memory_order_seq_cst
#else
#define LD  memory_order_acquire
#define ST  memory_order_release
#define RMW memory_order_relaxed
#endif
#define load(p)     atomic_load_explicit(p, LD)
#define store(p, v) atomic_store_explicit(p, v, ST)
#define add(p, v)   atomic_fetch_add_explicit(p, v, RMW)

typedef void *body(void *);

static void run(body *a, body *b)
{
	pthread_t t[2];
	pthread_create(&t[0], NULL, a, (void *)0);
	pthread_create(&t[1], NULL, b, (void *)1);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
}

static void one(body *a)
{
	pthread_t t;
	pthread_create(&t, NULL, a, NULL);
	pthread_join(t, NULL);
}

static atomic_int x[2][N + 1];
static atomic_int count;
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static int plain;

static void *own_body(void *p)
{
	long me = (long)p;
	for (int i = 0; i < N / 4; i++)
		store(&x[me][i], i);
	for (int i = 0; i < N / 4; i++)
		assert(load(&x[me][i]) == i);
	return NULL;
}

static void own(void)
{
	run(own_body, own_body);
}

static void *shared_body(void *p)
{
	long me = (long)p;
	for (int i = 0; i < N / 4; i++)
		store(&x[0][i], (int)me);
	for (int i = 0; i < N / 4; i++)
		load(&x[0][i]);
	return NULL;
}

static void shared(void)
{
	run(shared_body, shared_body);
}

static void *counter_body(void *p)
{
	for (int i = 0; i < N / 2; i++)
		add(&count, 1);
	return p;
}

static void counter(void)
{
	one(counter_body);
	one(counter_body);
}

static void counter_both(void)
{
	run(counter_body, counter_body);
}

static void *fill(void *p)
{
	for (int i = 0; i < N / 2; i++)
		store(&x[0][i], i);
	return p;
}

static void array(void)
{
	one(fill);
	for (int i = 0; i < N / 2; i++)
		assert(load(&x[0][i]) == i);
}

static void rewrite(void)
{
	for (int i = 0; i < N / 2; i++) {
		store(&x[0][0], i);
		assert(load(&x[0][0]) == i);
	}
}

static void reread(void)
{
	one(fill);
	for (int i = 0; i < N / 2; i++)
		assert(load(&x[0][0]) == 0);
}

static atomic_int head, tail;
static int slots[16];

static void *produce(void *p)
{
	for (int i = 0; i < N / 5; i++) {
		while (i - load(&tail) == 16)
			;
		slots[i % 16] = i;
		store(&head, i + 1);
	}
	return p;
}

static void *consume(void *p)
{
	for (int i = 0; i < N / 5; i++) {
		while (load(&head) == i)
			;
		assert(slots[i % 16] == i);
		store(&tail, i + 1);
	}
	return p;
}

static void ring(void)
{
	run(produce, consume);
}

static void *mutex_body(void *p)
{
	for (int i = 0; i < N / 2; i++) {
		pthread_mutex_lock(&m);
		plain++;
		pthread_mutex_unlock(&m);
	}
	return p;
}

static void mutex(void)
{
	one(mutex_body);
}

static void *mutex_body4(void *p)
{
	for (int i = 0; i < N / 4; i++) {
		pthread_mutex_lock(&m);
		plain++;
		pthread_mutex_unlock(&m);
	}
	return p;
}

static void mutex_both(void)
{
	run(mutex_body4, mutex_body4);
}

static void *volatile keep;

static void mallocs(void)
{
	for (int i = 0; i < N; i++) {
		int *p = malloc(sizeof *p);
		*p = i;
		keep = p;
		free(p);
	}
}

static void *nothing(void *p)
{
	plain++;
	return p;
}

static void threads(void)
{
	for (int i = 0; i < N / 4; i++)
		one(nothing);
}

static void fences(void)
{
	for (int i = 0; i < N / 2; i++) {
		atomic_store_explicit(&x[0][i], 1, memory_order_relaxed);
		atomic_thread_fence(RMW == memory_order_seq_cst ? memory_order_seq_cst
		                                                : memory_order_acq_rel);
	}
}

static int big[N];

static void plains(void)
{
	for (int i = 0; i < N; i++)
		big[i] = i;
	int sum = 0;
	for (int i = 0; i < N; i++)
		sum += big[i];
	keep = (void *)(long)sum;
}

static void heap(void)
{
	atomic_int *a = malloc(sizeof *a * N);
	for (int i = 0; i < N / 2; i++)
		atomic_init(&a[i], 0);
	for (int i = 0; i < N / 2; i++)
		add(&a[i], 1);
	for (int i = 0; i < N / 2; i++)
		load(&a[i]);
	free(a);
}

static atomic_int turn;

static void *hand(void *p)
{
	int me = (int)(long)p;
	for (int i = 0; i < N / 4; i++) {
		while (load(&turn) != me)
			;
		plain++;
		store(&turn, !me);
	}
	return p;
}

static void handoff(void)
{
	run(hand, hand);
}

int main(void)
{
#if REPEAT > 1
	ar_choose(REPEAT);
#endif
	FAMILY();
	return 0;
}
