/*
 * Waiting for several channels: tries all cases in a random order, then enters all queues and sleeps, and
 * tries again when it is notified.
 *
 * Rings and lists tell a sleeper that there is something to try, and the sleeper may then take something else
 * that it finds first. It hands the wake-up on in that case: who notified it has notified no other thread.
 *
 * Where there is no room, sleepers are met: the partner moves the message, and the sleeper is done. Then a
 * thread must never meet somebody and be met at the same time. So it looks for partners, and enters the
 * queues if there are none, in one step with respect to all these channels: with all their locks, taken in
 * the order of addresses. No other thread has more than one of them that does not take them in that order.
 */
#include <acqrel/select.h>

#include "channel.h"
#include "channel_queue.h"
#include "os/os.h"
#include "patience.h"
#include "select_kind.h"
#include "specifications/waiter.h"

#include <string.h>

struct selection {
	ar_select_case *cases;
	size_t count;
	ar_select_case *meetings; /* one for each lock of a channel without room, in the order of addresses */
	bool tries;     /* some channel has room: tried before we enter queues; else entering is trying */
	size_t entered; /* of the cases without a meeting, those before this one are waited for */
	ar_atomic_u32 word;
};

static bool is_possible(const ar_select_case *k)
{
	return k->channel_ || k->other_.kind;
}

static bool meets(const ar_select_case *k)
{
	return k->channel_ && k->channel_->kind->meets;
}

static ar_channel_queue *queue_of(const ar_select_case *k)
{
	return k->sends_ ? &k->channel_->senders : &k->channel_->receivers;
}

/* A random number below n, from a generator of the thread's own (xorshift). */
static uint32_t any_below(uint32_t n)
{
	static _Thread_local uint32_t state;

	if (!state)
		state = (uint32_t)((uintptr_t)&state >> 4) | 1;
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return (uint32_t)((uint64_t)state * n >> 32);
}

/*
 * Gives each case the number of one whose turn it is then: a random order (Fisher, Yates). Under the checker
 * each is the first once; which one comes after those that have to wait makes no difference that matters.
 */
static void shuffle(ar_select_case *cases, uint32_t count)
{
	uint32_t first = ar_checking() && count > 1 ? ar_choose(count) : 0;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t j = ar_checking() ? i : any_below(i + 1);
		cases[i].turn_ = cases[j].turn_;
		cases[j].turn_ = (i + first) % count;
	}
}

static void move(ar_select_case *k, ar_channel_token *t)
{
	size_t size = k->channel_->message_size;

	if (k->sends_) {
		memcpy(t->message, k->message_, size);
		ar_channel_end_send_(k->channel_, t);
	} else {
		memcpy(k->message_, t->message, size);
		ar_channel_end_receive_(k->channel_, t);
	}
}

/* Whether it needs no waiting: then the result is in *error. */
static bool try_one(ar_select_case *k, int *error)
{
	ar_channel_token t;

	if (!k->channel_)
		return k->other_.kind && k->other_.kind->try_receive(k, error);
	t.message = k->message_;
	*error = k->sends_ ? channel_try_send(k->channel_, &t) : channel_try_receive(k->channel_, &t);
	if (*error == 0)
		move(k, &t);
	return *error != EAGAIN;
}

/* The first case, in their turns, that needs no waiting: NULL, or the result is in *error. */
static ar_select_case *try_all(struct selection *s, int *error)
{
	for (size_t i = 0; i < s->count; i++) {
		ar_select_case *k = &s->cases[s->cases[i].turn_];

		if (try_one(k, error))
			return k;
	}
	return NULL;
}

/* Puts one case for each lock of the channels without room into a list, in the order of addresses. */
static void sort_locks(struct selection *s)
{
	s->meetings = NULL;
	for (size_t i = 0; i < s->count; i++) {
		ar_select_case *k = &s->cases[i], **link = &s->meetings;

		if (!meets(k))
			continue;
		while (*link && (uintptr_t)(*link)->channel_ < (uintptr_t)k->channel_)
			link = &(*link)->next_lock_;
		if (*link && (*link)->channel_ == k->channel_)
			continue;
		k->next_lock_ = *link;
		*link = k;
	}
}

/*
 * Finds a partner, or a closed channel (then the result is in *error, and the message is still to be
 * moved); if there is none, enters the queues of all channels without room.
 */
static ar_select_case *enter_meetings(struct selection *s, int *error) AR_NO_THREAD_SAFETY
{
	ar_select_case *found = NULL;

	for (ar_select_case *m = s->meetings; m; m = m->next_lock_)
		ar_mutex_lock(&m->channel_->senders.lock);
	for (size_t i = 0; i < s->count && !found; i++) {
		ar_select_case *k = &s->cases[s->cases[i].turn_];

		if (meets(k) && (*error = ar_meeting_find(k->channel_, &k->token_, k->sends_)) != EAGAIN)
			found = k;
	}
	for (size_t i = 0; i < s->count && !found; i++) {
		ar_select_case *k = &s->cases[i];

		if (meets(k))
			ar_queue_append(queue_of(k), &k->sleeper_);
	}
	for (ar_select_case *m = s->meetings; m; m = m->next_lock_)
		ar_mutex_unlock(&m->channel_->senders.lock);
	return found;
}

/* Enters the queues of the others, until trying is worth it: then true, and we must not sleep. */
static bool enter_others(struct selection *s)
{
	bool again = false;

	for (s->entered = 0; s->entered < s->count && !again; s->entered++) {
		ar_select_case *k = &s->cases[s->entered];

		if (!is_possible(k) || meets(k))
			continue;
		if (!k->channel_) {
			again = k->other_.kind->enter(k);
			continue;
		}
		ar_queue_enter(queue_of(k), &k->sleeper_);
		again = k->sends_ ? k->channel_->kind->may_send(k->channel_)
		                  : k->channel_->kind->may_receive(k->channel_);
	}
	return again;
}

static void leave(struct selection *s)
{
	for (size_t i = 0; i < s->count; i++) {
		ar_select_case *k = &s->cases[i];

		if (!meets(k) && i >= s->entered) {
			k->sleeper_.chosen = false; /* as it may have been when we waited before */
			continue;
		}
		if (k->other_.kind)
			k->other_.kind->leave(k);
		if (!k->channel_)
			continue;
		AR_LOCKED(meets(k) ? &k->channel_->senders.lock : &queue_of(k)->lock) {
			if (k->sleeper_.queued)
				ar_queue_take_out(queue_of(k), &k->sleeper_);
		}
	}
}

/* From now on no thread notifies us, unless one has: then false. */
static bool give_up(struct selection *s)
{
	uint32_t waits = WAITS;

	/* relaxed, and relaxed if it fails: nothing has been published yet, or sleep() acquires it */
	return ar_cas_strong_relaxed_relaxed(&s->word, &waits, LEFT);
}

/* Waits until the word says that it is over, or until the deadline: then false, and it says that, too. */
static bool sleep(struct selection *s, ar_time deadline)
{
	if (!s->meetings) /* whatever wakes us, we try again */
		return ar_os_wait(&s->word, WAITS, deadline) || !give_up(s);
	for (unsigned spent = 0;;) {
		/*
		 * acquire: pairs with the releases in channel_meeting.c; else we may miss the message, or
		 * that it is closed
		 */
		uint32_t word = ar_load_acquire(&s->word);

		if (word != WAITS && word != MET)
			return true;
		if (!s->tries && stay_awake(&spent, ANSWER_PAUSE))
			continue; /* who tries has been awake for long enough */
		/* Somebody whom we have met will not be long. */
		if (!ar_os_wait(&s->word, word, word == WAITS ? deadline : AR_NEVER) && word == WAITS &&
		    give_up(s))
			return false;
	}
}

/* We have been woken for one thing and have taken another. */
static void hand_on(struct selection *s, ar_select_case *taken)
{
	for (size_t i = 0; i < s->count; i++) {
		ar_select_case *k = &s->cases[i];

		if (k != taken && k->channel_ && k->sleeper_.chosen)
			ar_queue_wake_one(queue_of(k));
	}
}

static ar_select_case *chosen(struct selection *s)
{
	ar_select_case *k = s->cases;

	while (!k->channel_ || !k->sleeper_.chosen)
		k++;
	return k;
}

static ar_selected result(struct selection *s, ar_select_case *k, int error)
{
	return (ar_selected){(int)(k - s->cases), error};
}

static AR_COLD ar_selected wait(struct selection *s, ar_time deadline)
{
	bool tried = true; /* by the caller */

	sort_locks(s);
	for (size_t i = 0; i < s->count; i++)
		if (is_possible(&s->cases[i]))
			s->cases[i].sleeper_ =
				(ar_channel_sleeper){.word = &s->word, .message = s->cases[i].message_};
	for (bool in_time = true;; tried = !s->tries) {
		ar_select_case *k;
		int error = 0;

		for (unsigned spent = 0; !tried || (s->tries && stay_awake(&spent, MESSAGES_PAUSE));
		     tried = true)
			if ((k = try_all(s, &error))) {
				hand_on(s, k);
				return result(s, k, error);
			}
		if (!in_time)
			return (ar_selected){AR_NONE, ETIMEDOUT};
		/* relaxed: we are in no queue */
		ar_store_relaxed(&s->word, WAITS);
		if ((k = enter_meetings(s, &error))) {
			if (error == 0)
				move(k, &k->token_);
			return result(s, k, error);
		}
		in_time = (enter_others(s) && give_up(s)) || sleep(s, deadline);
		leave(s);
		/* relaxed: it is ours alone again, and sleep() has acquired what came with it */
		if (ar_load_relaxed(&s->word) == DONE)
			return result(s, chosen(s), 0);
	}
}

/* --- As specified ------------------------------------------------------------------------------------ */

/* The case becomes listed, EAGAIN; or it need not wait: then it is done if it takes, and else EBUSY. */
static int enter_specified(ar_select_case *k, uint64_t ticket, bool takes)
{
	int error;

	if (!k->channel_) {
		k->token_.position = (size_t)ticket;
		return k->other_.kind->enter(k) ? EBUSY : EAGAIN;
	}
	k->token_.message = k->message_;
	error = k->channel_->kind->enter(k->channel_, &k->token_, k->sends_, ticket, takes);
	if (error == 0)
		move(k, &k->token_);
	return error;
}

static void leave_specified(struct selection *s, size_t listed, uint64_t ticket)
{
	for (size_t i = 0; i < listed; i++) {
		ar_select_case *k = &s->cases[s->cases[i].turn_];

		if (k->channel_)
			k->channel_->kind->leave(k->channel_, &k->token_, ticket);
		else if (is_possible(k))
			k->other_.kind->leave(k);
	}
}

static ar_select_case *met_specified(struct selection *s, uint64_t entry)
{
	ar_select_case *k = s->cases;

	while (!meets(k) || k->token_.position != entry)
		k++;
	return k;
}

/* One thread at a time leaves in order to meet: else two might leave to meet each other, for ever. */
static ar_model_result leave_alone(uint64_t somebody_does, uint64_t unused, unsigned variant)
{
	(void)unused, (void)variant;
	return somebody_does ? AR_MODEL_WAITS : AR_MODEL_BECOMES(1);
}

static ar_model_result let_others_leave(uint64_t somebody_does, uint64_t unused, unsigned variant)
{
	(void)somebody_does, (void)unused, (void)variant;
	return AR_MODEL_BECOMES(0);
}

static const ar_model_call leaves_alone = {.function = leave_alone, .word = AR_MODEL_CALL, .size = 8};
static const ar_model_call lets_others_leave = {
	.function = let_others_leave, .word = AR_MODEL_CALL, .size = 8};
static uint64_t leaving;

/* The case need not wait, but a partner may meet us at another: false, one has, else the result of trying. */
static bool leave_and_try(ar_select_case *k, uint64_t ticket, int *error)
{
	ar_model_step(&leaving, &leaves_alone, 0);
	bool left = waiter_leave(ticket);
	if (left && !try_one(k, error))
		*error = EAGAIN;
	ar_model_step(&leaving, &lets_others_leave, 0);
	return left;
}

/*
 * What each case needs is looked for in the order of turns, and where it is not there the thread is listed.
 * If it finds something, it must not be met meanwhile by a partner at a channel without room: it leaves those
 * first. That it looked at all of them before it took one, as the implementation does, adds nothing: it might
 * have come a moment later, when the one that it takes was there, and each is the first to be looked at once.
 * It begins again only if another thread has got what it saw.
 */
static ar_selected select_specified(struct selection *s, ar_time deadline)
{
	enum ar_model_limit limit = deadline ? ar_model_limit(deadline) : AR_MODEL_PASSED;
	ar_select_case *done = NULL;
	int error = EAGAIN;

	while (limit < AR_MODEL_TOO_LATE && !done) {
		uint64_t ticket = waiter_new();
		bool may_be_met = false, met;
		size_t i = 0;

		waiter_begin(ticket);
		for (error = EAGAIN; i < s->count; i++) {
			ar_select_case *k = &s->cases[s->cases[i].turn_];

			if (!is_possible(k))
				continue;
			error = enter_specified(k, ticket, !may_be_met);
			if (error != EAGAIN)
				break;
			may_be_met = may_be_met || meets(k);
		}
		done = i < s->count ? &s->cases[s->cases[i].turn_] : NULL;
		met = !done;
		if (error == EBUSY && may_be_met)
			met = !leave_and_try(done, ticket, &error);
		else if (error == EBUSY && !try_one(done, &error))
			error = EAGAIN;
		if (met) {
			uint64_t word = waiter_wait(ticket, limit);
			done = waiter_is_done(word) ? met_specified(s, waiter_entry(word)) : NULL;
			error = 0;
		}
		leave_specified(s, i, ticket);
		if (error == EAGAIN)
			done = NULL;
	}
	if (!done && !(done = try_all(s, &error))) {
		if (limit == AR_MODEL_TOO_LATE)
			ar_model_time_is(deadline);
		return (ar_selected){AR_NONE, deadline ? ETIMEDOUT : EAGAIN};
	}
	return result(s, done, error);
}

ar_selected ar_select_any_(ar_select_case *cases, size_t count, ar_time deadline, const char *name,
                           const char *function, const char *place)
{
	struct selection s = {.cases = cases, .count = count};
	const char *but = deadline == AR_NEVER ? "but none of its cases can ever happen" : NULL;
	ar_select_case *k;
	int error = 0;

	for (k = cases; k < cases + count; k++)
		if (is_possible(k)) {
			s.tries = s.tries || !meets(k);
			but = NULL;
			if (k->other_.kind && (but = k->other_.kind->misuse(cases, k)))
				break;
		}
	if (but)
		ar_misuse("the select over", name, "was entered", function, place, but);
	shuffle(cases, (uint32_t)count);
	if (ar_modelled("ar_select"))
		return select_specified(&s, deadline);
	if ((s.tries || !deadline) && (k = try_all(&s, &error)))
		return result(&s, k, error);
	if (!deadline)
		return (ar_selected){AR_NONE, EAGAIN};
	return wait(&s, deadline);
}
