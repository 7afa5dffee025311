/* A guarded value: the lock and what it protects are one thing, and there is no way to the one without the other. */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/mutex.h>
#include <acqrel/rwlock.h>
#include <acqrel/thread.h>
#include <assert.h>
#include <stdio.h>

struct stats {
	long packets, bytes;
};

static ar_guarded(struct stats) stats;
static ar_rw_guarded(int) packet_size = AR_RW_GUARDED_INIT(1500);

static void *receive(void *arg)
{
	for (int i = 0; i < AR_ITERATIONS(1000, 1); i++) {
		int size = 0;
		AR_READ_GUARDED(p, &packet_size) { /* beside other readers */
			size = *p;
		}
		AR_GUARDED(s, &stats) { /* alone */
			s->packets++;
			s->bytes += size;
		}
	}
	return arg;
}

int main(void)
{
	AR_THREAD_SCOPE(s) {
		assert(ar_scope_spawn(&s, receive, NULL) == 0);
		receive(NULL);
	}
	AR_GUARDED(s, &stats) {
		assert(s->bytes == 1500 * s->packets);
		printf("all bytes counted\n");
	}
	return 0;
}
