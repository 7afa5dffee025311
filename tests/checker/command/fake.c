/*
 * Stands in for a program with the runtime: hands over what a test asks for, so that `acqrel run` and
 * the report can be tested without an exploration. Its own functions are the program's source; the lines
 * that the tests look for are marked.
 */
#define _GNU_SOURCE
#include "protocol/outcome.h"
#include "protocol/step.h"
#include "protocol/verdict.h"
#include "protocol/witness.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

const char acqrel_runtime_version[] = "a fake";

static struct acq_outcome *outcome;
static struct acq_step steps[4096];
static struct acq_thread threads[8];
static uint64_t pcs[8192];
static uint32_t step_count, thread_count, pc_count;
static char printed[8192];

static int counter, flag;
static struct {
	int id;
	struct {
		int *next;
		char name[8];
	} parts[2];
} nodes[3];
static pthread_mutex_t lock_a, lock_b;

/* --- The program ---------------------------------------------------------------------------------------- */

static __attribute__((noinline)) uint64_t here(void)
{
	return (uint64_t)__builtin_return_address(0);
}

static uint64_t at_write, at_read, at_store, at_load, at_create, at_call, at_lock, at_free, at_malloc;

static __attribute__((noinline)) void *producer(void *arg)
{
	at_malloc = here(); /* LINE malloc */
	at_write = here();  /* LINE write */
	at_store = here();  /* LINE store */
	at_free = here();   /* LINE free */
	return arg;
}

static __attribute__((noinline)) void inner(void)
{
	at_read = here(); /* LINE read */
}

static __attribute__((noinline)) void *consumer(void *arg)
{
	at_load = here(); /* LINE load */
	at_lock = here(); /* LINE lock */
	inner();
	at_call = here(); /* LINE call */
	return arg;
}

/* --- What is handed over -------------------------------------------------------------------------------- */

static struct acq_step *add_step(uint8_t kind, uint16_t thread, uint64_t pc, uint64_t caller)
{
	struct acq_step *s = &steps[step_count++];

	*s = (struct acq_step){
		.kind = kind,
		.order = ACQ_NO_ORDER,
		.thread = thread,
		.peer = ACQ_NO_THREAD,
		.from = ACQ_NO_STEP,
		.newest = ACQ_NO_STEP,
		.repeat = 1,
		.stack_off = pc_count,
	};
	pcs[pc_count++] = pc;
	if (caller)
		pcs[pc_count++] = caller;
	s->stack_len = (uint16_t)(pc_count - s->stack_off);
	return s;
}

static struct acq_step *add_access(uint8_t kind, uint16_t thread, uint64_t pc, const void *p, uint64_t n)
{
	struct acq_step *s = add_step(kind, thread, pc, 0);

	s->addr = (uint64_t)p;
	s->len = n;
	s->size = n <= 8 ? (uint8_t)n : 0;
	return s;
}

static void add_site(uint8_t role, struct acq_step *s)
{
	s->flags |= ACQ_STEP_OFFENDING;
	outcome->sites[outcome->n_sites++] = (struct acq_site){
		.role = role,
		.kind = s->kind,
		.order = s->order,
		.thread = s->thread,
		.stack_len = s->stack_len,
		.stack_off = s->stack_off,
		.step = (uint32_t)(s - steps),
		.addr = s->addr,
		.len = s->len,
	};
}

static void add_thread(uint64_t start, const char *name)
{
	struct acq_thread *t = &threads[thread_count];

	*t = (struct acq_thread){.start_pc = start,
	                         .creator = thread_count ? 0 : ACQ_NO_THREAD,
	                         .ordinal = (uint16_t)(thread_count ? thread_count - 1 : 0),
	                         .create_step = ACQ_NO_STEP};
	strncpy(t->name, name, sizeof t->name - 1);
	if (thread_count) {
		t->create_step = step_count;
		add_step(ACQ_STEP_CREATE, 0, at_create, 0)->peer = (uint16_t)thread_count;
	}
	thread_count++;
}

static void append(struct acq_array *a, const void *p, size_t size, size_t count)
{
	int fd = atoi(getenv(ACQ_OUTCOME_FD_ENV));
	off_t end = lseek(fd, 0, SEEK_END);

	end = (end + 15) / 16 * 16;
	a->off = (uint64_t)end;
	a->count = count;
	if (pwrite(fd, p, size * count, end) < 0)
		_exit(9);
}

static void append_maps(void)
{
	static char text[65536];
	int fd = open("/proc/self/maps", O_RDONLY);
	size_t n = 0;
	ssize_t got;

	while ((got = read(fd, text + n, sizeof text - n)) > 0)
		n += (size_t)got;
	append(&outcome->maps, text, 1, n);
}

static void hand_over(uint32_t verdict)
{
	append(&outcome->threads, threads, sizeof *threads, thread_count);
	append(&outcome->steps, steps, sizeof *steps, step_count);
	append(&outcome->pcs, pcs, sizeof *pcs, pc_count);
	append(&outcome->output, printed, 1, strlen(printed));
	append_maps();
	outcome->verdict = verdict;
	__atomic_store_n(&outcome->progress.state, ACQ_STATE_DONE, __ATOMIC_RELEASE);
}

/* --- The tests' wishes ---------------------------------------------------------------------------------- */

static void race(uint8_t store_order, uint8_t load_order)
{
	add_thread((uint64_t)producer, "");
	add_thread((uint64_t)consumer, "");
	struct acq_step *write = add_access(ACQ_STEP_PLAIN_WRITE, 1, at_write, &counter, 4);
	add_site(ACQ_SITE_PREVIOUS, write);
	struct acq_step *store = add_access(ACQ_STEP_STORE, 1, at_store, &flag, 4);
	store->order = store_order;
	store->value_written = 1;
	struct acq_step *load = add_access(ACQ_STEP_LOAD, 2, at_load, &flag, 4);
	load->order = load_order;
	load->value_read = 1;
	load->from = (uint32_t)(store - steps);
	struct acq_step *read = add_step(ACQ_STEP_PLAIN_READ, 2, at_read, at_call);
	read->addr = (uint64_t)&counter;
	read->len = 4;
	add_site(ACQ_SITE_ACCESS, read);
	outcome->addr = read->addr;
	outcome->len = 4;
	outcome->region = ACQ_REGION_GLOBAL;
	strcpy(printed, "hello from the program\n");
	hand_over(ACQ_DATA_RACE);
}

static void deadlock(void)
{
	struct acq_step *s;

	add_thread((uint64_t)producer, "");
	add_thread((uint64_t)consumer, "taker");
	add_access(ACQ_STEP_LOCK, 1, at_write, &lock_a, 4);
	add_access(ACQ_STEP_LOCK, 2, at_load, &lock_b, 4);
	s = add_access(ACQ_STEP_STUCK, 1, at_store, &lock_b, 4);
	s->stuck = ACQ_STUCK_LOCK;
	s->peer = 2;
	add_site(ACQ_SITE_STUCK, s);
	s = add_access(ACQ_STEP_STUCK, 2, at_lock, &lock_a, 4);
	s->stuck = ACQ_STUCK_LOCK;
	s->peer = 1;
	add_site(ACQ_SITE_STUCK, s);
	hand_over(ACQ_DEADLOCK);
}

static void livelock(void)
{
	add_thread((uint64_t)consumer, "");
	struct acq_step *s = add_access(ACQ_STEP_STUCK, 1, at_load, &flag, 4);
	s->stuck = ACQ_STUCK_SPIN;
	s->from = ACQ_FROM_INIT;
	add_site(ACQ_SITE_STUCK, s);
	hand_over(ACQ_LIVELOCK);
}

static void assertion(void)
{
	add_thread((uint64_t)producer, "");
	add_thread((uint64_t)producer, "");
	struct acq_step *store = add_access(ACQ_STEP_STORE, 1, at_store, &nodes[1].parts[1].next, 8);
	store->order = ACQ_RELAXED;
	store->value_written = (uint64_t)&counter;
	struct acq_step *load = add_access(ACQ_STEP_LOAD, 2, at_write, &nodes[1].parts[1].next, 8);
	load->order = ACQ_ACQUIRE;
	load->from = ACQ_FROM_INIT;
	load->newest = (uint32_t)(store - steps);
	load->flags = ACQ_STEP_STALE;
	add_site(ACQ_SITE_ACCESS, add_step(ACQ_STEP_PLAIN_READ, 2, at_free, 0));
	strcpy(outcome->message, "next != NULL");
	hand_over(ACQ_ASSERTION);
}

static void use_after_free(void)
{
	static char block[16];

	add_thread((uint64_t)producer, "");
	add_thread((uint64_t)consumer, "");
	add_site(ACQ_SITE_ALLOC, add_access(ACQ_STEP_ALLOC, 1, at_malloc, block, 16));
	add_site(ACQ_SITE_FREE, add_access(ACQ_STEP_FREE, 1, at_free, block, 16));
	add_site(ACQ_SITE_ACCESS, add_access(ACQ_STEP_PLAIN_READ, 2, at_load, block + 4, 4));
	outcome->addr = 0x100000000004;
	outcome->len = 4;
	outcome->region = ACQ_REGION_HEAP;
	hand_over(ACQ_USE_AFTER_FREE);
}

static void crash(void)
{
	add_site(ACQ_SITE_ACCESS, add_step(ACQ_STEP_PLAIN_READ, 0, at_read, at_call));
	outcome->signal = SIGFPE;
	hand_over(ACQ_CRASH);
}

static void unsupported(const char *what)
{
	add_site(ACQ_SITE_ACCESS, add_step(ACQ_STEP_PLAIN_READ, 0, at_read, at_call));
	strcpy(outcome->message, what);
	hand_over(ACQ_UNSUPPORTED);
}

/* A long execution of many threads: does everything fit, is it shortened? */
static void crowd(uint32_t n)
{
	struct acq_step *s = NULL;

	for (uint32_t t = 1; t < n; t++)
		add_thread((uint64_t)(t % 2 ? producer : consumer), "");
	for (uint32_t i = 0; i < 600; i++) {
		s = add_access(ACQ_STEP_RMW, (uint16_t)(i % n), i % 2 ? at_write : at_read,
		               &nodes[i % 3].parts[1].name, 1 + i % 8);
		s->op = ACQ_OP_EXCHANGE;
		s->order = ACQ_ACQ_REL;
		s->from = step_count > n ? step_count - 2 : ACQ_FROM_INIT;
		s->value_read = 0xffffffffffffff00 + i;
		s->value_written = 0x123456789abcdef0 + i;
	}
	add_site(ACQ_SITE_PREVIOUS, s - 1);
	add_site(ACQ_SITE_ACCESS, s);
	hand_over(ACQ_DATA_RACE);
}

/* Every number that could lead astray does. */
static void garbage(void)
{
	add_thread((uint64_t)producer, "sixteen letters!");
	struct acq_step *s = add_access(ACQ_STEP_LOAD, 7, 0xdeadbeef, (void *)0x10, ~0ull);
	s->order = 77;
	s->from = 1000;
	s->newest = 1000;
	s->flags = 0xff;
	s->peer = 99;
	s->stack_off = 0xfffffff0;
	s->stack_len = 0xffff;
	add_site(ACQ_SITE_ACCESS, s);
	add_site(ACQ_SITE_PREVIOUS, s);
	s = add_step(200, 9, 1, 2);
	outcome->sites[1].step = 12345;
	outcome->sites[1].thread = 4711;
	outcome->sites[1].role = 99;
	outcome->region = 42;
	outcome->addr = 1;
	hand_over(ACQ_DATA_RACE);
	outcome->n_sites = 2;
	outcome->output.off = 1ull << 60;
	outcome->steps.count = outcome->pcs.count = 2;
}

static void end_otherwise(const char *how)
{
	outcome->workers[0].complete = 5;
	if (!strcmp(how, "killed"))
		raise(SIGSEGV);
	if (!strcmp(how, "exits")) {
		puts("something went wrong");
		exit(7);
	}
	if (!strcmp(how, "waits")) /* until it is told to stop; says what it got to read meanwhile */
		while (!__atomic_load_n(&outcome->progress.stop, __ATOMIC_RELAXED))
			outcome->workers[0].steps += 1 + (uint64_t)usleep(1000);
	if (!strcmp(how, "outruns")) /* always thinks that it is nearly done */
		while (!__atomic_load_n(&outcome->progress.stop, __ATOMIC_RELAXED)) {
			usleep(1000);
			outcome->workers[0].steps++;
			outcome->workers[0].complete += 1000;
			outcome->workers[0].left = 10;
		}
	if (!strcmp(how, "deaf"))
		for (;;)
			outcome->workers[0].steps += 1 + (uint64_t)usleep(1000);
}

static void counted(uint32_t verdict, uint64_t complete, uint64_t blocked, uint32_t exhaustive)
{
	outcome->workers[0].complete = complete;
	outcome->workers[0].blocked = blocked;
	outcome->workers[0].events = 10 * (complete + blocked);
	outcome->exhaustive = exhaustive;
	hand_over(verdict);
}

static void serve(const char *wish)
{
	if (!strcmp(wish, "ok"))
		counted(ACQ_OK, 6, 2, 1);
	else if (!strcmp(wish, "ok-but-cut"))
		counted(ACQ_OK, 6, 0, 0);
	else if (!strcmp(wish, "incomplete") || !strcmp(wish, "waits")) {
		strcpy(outcome->bounds[0], "a loop was not explored iteration by iteration");
		end_otherwise(wish);
		outcome->workers[0].left = 2100000;
		counted(ACQ_INCOMPLETE, 3, 0, 0);
	} else if (!strcmp(wish, "outruns")) {
		end_otherwise(wish);
		counted(ACQ_INCOMPLETE, outcome->workers[0].complete, 0, 0);
	} else if (!strcmp(wish, "race"))
		race(ACQ_RELAXED, ACQ_ACQUIRE);
	else if (!strcmp(wish, "race-both"))
		race(ACQ_RELEASE, ACQ_RELAXED);
	else if (!strcmp(wish, "deadlock"))
		deadlock();
	else if (!strcmp(wish, "livelock"))
		livelock();
	else if (!strcmp(wish, "assertion"))
		assertion();
	else if (!strcmp(wish, "use-after-free"))
		use_after_free();
	else if (!strcmp(wish, "crash"))
		crash();
	else if (!strcmp(wish, "unsupported"))
		unsupported("fork");
	else if (!strcmp(wish, "crowd"))
		crowd(8);
	else if (!strcmp(wish, "columns"))
		crowd(5);
	else if (!strcmp(wish, "garbage"))
		garbage();
	else
		end_otherwise(wish);
}

int main(int argc, char **argv)
{
	const char *fd = getenv(ACQ_OUTCOME_FD_ENV);

	if (!fd || argc < 2)
		return 99;
	outcome = mmap(NULL, sizeof *outcome, PROT_READ | PROT_WRITE, MAP_SHARED, atoi(fd), 0);
	if (outcome == MAP_FAILED || outcome->magic != ACQ_OUTCOME_MAGIC)
		return 98;
	at_create = here(); /* LINE create */
	producer(NULL);
	consumer(NULL);
	add_thread((uint64_t)main, "");
	outcome->progress.state = ACQ_STATE_RUNNING;
	serve(argv[1]);
	return 0;
}
