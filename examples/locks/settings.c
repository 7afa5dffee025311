/*
 * Settings that all threads read all the time and somebody changes now and then: a reader-writer lock. Readers see
 * all of a change or nothing of it, and the writer gets its turn however many of them there are.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/rwlock.h>
#include <assert.h>
#include <pthread.h>
#include <stdio.h>

struct settings {
	int workers, queue_length; /* the queue has room for 16 per worker */
};

static ar_rw_guarded(struct settings) settings = AR_RW_GUARDED_INIT({1, 16});

static void *serve(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(100000, 1); i++) {
		AR_READ_GUARDED(s, &settings) {
			assert(s->queue_length == 16 * s->workers);
		}
	}
	return arg;
}

static void *administrate(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++) {
		AR_WRITE_GUARDED(s, &settings) {
			s->workers++;
			s->queue_length += 16;
		}
	}
	return arg;
}

int main(void)
{
	pthread_t server, administrator;

	pthread_create(&server, NULL, serve, NULL);
	pthread_create(&administrator, NULL, administrate, NULL);
	serve(NULL);
	pthread_join(server, NULL);
	pthread_join(administrator, NULL);
	AR_READ_GUARDED(s, &settings) {
		printf("%d workers, a queue of %d\n", s->workers, s->queue_length);
	}
	return 0;
}
