#include "thread_record.h"

int ar_scope_spawn_with(ar_thread_scope *s, const ar_thread_options *options, void *(*f)(void *), void *arg)
{
	ar_thread t;
	int err = ar_thread_spawn_with(&t, options, f, arg);

	if (err)
		return err;
	struct ar_thread_record *r = t.handle_;
	/* relaxed: only where to put it; the exchange below sees whether it is still right */
	r->next = ar_load_relaxed(&s->threads_);
	/*
	 * release, and relaxed if it fails: pairs with the acquire in end(); else it may not see the record,
	 * which a thread of the scope has filled in
	 */
	while (!ar_cas_weak_release_relaxed(&s->threads_, &r->next, r))
		;
	return 0;
}

int ar_scope_spawn(ar_thread_scope *s, void *(*f)(void *), void *arg)
{
	return ar_scope_spawn_with(s, NULL, f, arg);
}

void ar_thread_scope_end(ar_thread_scope *s)
{
	struct ar_thread_record *r;

	/* Those that are joined may have spawned others, but before they ended. */
	/*
	 * acquire: pairs with the release in spawn(); else we may not see what the spawner wrote to the
	 * record
	 */
	while ((r = ar_swap_acquire(&s->threads_, NULL))) {
		while (r) {
			struct ar_thread_record *next = r->next;
			pthread_join(r->thread, NULL);
			ar_record_put(r);
			r = next;
		}
	}
}
