/*
 * <acqrel/watch.h>: nobody sees half of a value; no receiver has the same version twice or goes back to an
 * older one of a sender, and each comes to the last. The values own memory. HOW is 0: receivers get copies;
 * 1: they wait and borrow. UNTIL: with deadlines; TRY: so many times, without waiting. Valid C11 and C++17.
 */
#undef NDEBUG
#include <acqrel/check.h>
#include <acqrel/watch.h>

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#ifndef HOW
#define HOW 0
#endif
#ifndef SENDERS
#define SENDERS 1
#endif
#ifndef RECEIVERS
#define RECEIVERS 1
#endif
#ifndef VALUES
#define VALUES 2 /* of each sender, when checked */
#endif

#ifndef CLOSES
#define CLOSES 1 /* the last sender? Else the only sender's last value is the last */
#endif

/* What a receive returns if it would have to wait, and how often that is looked at when checked. */
#if defined(UNTIL)
#define DEADLINE ar_after(AR_MICROSECOND)
#define RETRY    ETIMEDOUT
#define RETRIES  1
#elif defined(TRY)
#define DEADLINE 0
#define RETRY    EAGAIN
#define RETRIES  TRY
#else
#define DEADLINE AR_NEVER
#define RETRY    EPIPE /* never */
#define RETRIES  0
#endif

struct value {
	int sender, number;
	int *owned;
};
typedef ar_watch(struct value) watch;

static watch latest;
static ar_watch_receiver receivers[RECEIVERS];
static ar_atomic_int senders_left;
static int prepared[SENDERS][50000]; /* plain, by the sender before it sends */

static int count(void)
{
	return AR_ITERATIONS(50000, VALUES);
}

static struct value value_new(int sender, int number)
{
	struct value v = {sender, number, (int *)malloc(sizeof(int))};

	assert(v.owned);
	*v.owned = number;
	return v;
}

static int copy(void *to, const void *from)
{
	const struct value *v = (const struct value *)from;

	assert(*v->owned == v->number);
	*(struct value *)to = value_new(v->sender, v->number);
	return 0;
}

static void drop(void *value)
{
	struct value *v = (struct value *)value;

	assert(*v->owned == v->number);
	free(v->owned);
}

static void *sender(void *arg)
{
	int self = *(int *)arg;

	for (int i = 0; i < count(); i++) {
		prepared[self][i] = i;
		assert(ar_watch_send(&latest, value_new(self, i)) == 0);
	}
	/* relaxed: closing needs nothing of what the others did; it comes after their sends in any case */
	if (CLOSES && ar_fetch_sub_relaxed(&senders_left, 1) == 1)
		assert(ar_watch_close(&latest) && !ar_watch_close(&latest));
	return NULL;
}

/* Waits for news, and says what they are: 0 or an errno value. */
static int receive(ar_watch_receiver *r, int *sender, int *number)
{
#if HOW == 0
	struct value v;
	int error = ar_watch_receive_until(&latest, r, &v, DEADLINE);
	if (error == 0) {
		*sender = v.sender;
		*number = v.number;
		drop(&v);
	}
#else
	int error = ar_watch_wait_until(&latest, r, DEADLINE);
	if (error == 0) {
		if (SENDERS ==
		    1) /* who was told has seen what the sender did before, without a look at the value */
			assert(prepared[0][(r->seen - 1)] == (int)r->seen - 1);
		AR_WATCH_BORROW(v, &latest) {
			assert(*v->owned == v->number);
			*sender = v->sender;
			*number = v->number;
		}
	}
#endif
	return error;
}

static void *receiver(void *arg)
{
	ar_watch_receiver *r = (ar_watch_receiver *)arg;
	int last[SENDERS], s = -1, n = -1, error = 0, retries = 0;

	for (int i = 0; i < SENDERS; i++)
		last[i] = -1;
	while (error != EPIPE && (CLOSES || n < count() - 1)) {
		error = receive(r, &s, &n);
		if (error == 0) {
			/*
			 * Copied, each version comes once; borrowed, it may be a newer one than was waited
			 * for.
			 */
			assert(HOW == 0 ? n > last[s] : n >= last[s]);
			assert(prepared[s][n] == n);
			last[s] = n;
		} else if (error != EPIPE) {
			assert(error == RETRY);
			if (ar_checking() && ++retries == RETRIES)
				return NULL;
		}
	}
	assert(n == count() - 1);
	return NULL;
}

int main(void)
{
	pthread_t threads[SENDERS + RECEIVERS];
	int numbers[SENDERS];
	struct value v;

	ar_watch_init(&latest, copy, drop, value_new(0, -1));
	ar_init(&senders_left, SENDERS);
	for (int i = 0; i < RECEIVERS; i++)
		receivers[i] = ar_watch_subscribe(&latest);
	assert(ar_watch_try_receive(&latest, &receivers[0], &v) == EAGAIN);
	for (int i = 0; i < SENDERS; i++) {
		numbers[i] = i;
		pthread_create(&threads[i], NULL, sender, &numbers[i]);
	}
	for (int i = 1; i < RECEIVERS; i++)
		pthread_create(&threads[SENDERS + i], NULL, receiver, &receivers[i]);
	receiver(&receivers[0]);
	for (int i = 0; i < SENDERS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 1; i < RECEIVERS; i++)
		pthread_join(threads[SENDERS + i], NULL);
	assert(ar_watch_is_closed(&latest) == CLOSES);
	if (CLOSES) {
		v = value_new(0, 0);
		assert(ar_watch_send(&latest, v) == EPIPE);
		drop(&v); /* still ours */
	}
	assert(ar_watch_get(&latest, &v) == 0 && v.number == count() - 1);
	drop(&v);
	ar_watch_destroy(&latest);
	return 0;
}
