/*
 * Litmus tests in assembly, and what x86-TSO lets them come to.
 *
 *	litmus names            their names
 *	litmus allowed NAME     all outcomes, by running all interleavings of processors with store buffers
 *	litmus forbidden NAME   the others, if RC11 does not allow them either
 *	litmus run NAME OUTCOME runs it; an assertion fails if this comes out
 *	litmus often NAME N     runs it N times; says if something comes out that is not allowed
 *
 * An outcome is the values of registers 0 to 3 and then of x, y and z, a digit each.
 */
#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum op { END, STORE, LOAD, FENCE, FENCE_ADD, EXCHANGE, ADD, COMPARE_EXCHANGE };
enum { X, Y, Z, LOCATIONS };
#define REGISTERS 4
#define THREADS   4
#define OPS       4

struct instruction {
	enum op op;
	int location, value, reg;
};

struct litmus {
	const char *name;
	bool weaker_in_rc11; /* where all threads see the stores in one order on x86 only */
	struct instruction code[THREADS][OPS];
};

static const struct litmus tests[] = {
	{"SB", false, {{{STORE, X, 1, 0}, {LOAD, Y, 0, 0}}, {{STORE, Y, 1, 0}, {LOAD, X, 0, 1}}}},
	{"SB+mfence",
         false,
         {{{STORE, X, 1, 0}, {FENCE, 0, 0, 0}, {LOAD, Y, 0, 0}},
          {{STORE, Y, 1, 0}, {FENCE, 0, 0, 0}, {LOAD, X, 0, 1}}}},
	{"SB+one-mfence",
         false,
         {{{STORE, X, 1, 0}, {FENCE, 0, 0, 0}, {LOAD, Y, 0, 0}}, {{STORE, Y, 1, 0}, {LOAD, X, 0, 1}}}},
	{"SB+lock-add",
         false,
         {{{STORE, X, 1, 0}, {FENCE_ADD, 0, 0, 0}, {LOAD, Y, 0, 0}},
          {{STORE, Y, 1, 0}, {FENCE_ADD, 0, 0, 0}, {LOAD, X, 0, 1}}}},
	{"SB+xadd",
         false,
         {{{STORE, X, 1, 0}, {ADD, Z, 1, 2}, {LOAD, Y, 0, 0}},
          {{STORE, Y, 1, 0}, {ADD, Z, 1, 3}, {LOAD, X, 0, 1}}}},
	{"SB+xchg", false, {{{EXCHANGE, X, 1, 2}, {LOAD, Y, 0, 0}}, {{EXCHANGE, Y, 1, 3}, {LOAD, X, 0, 1}}}},
	{"SB+failed-cmpxchg",
         false,
         {{{STORE, X, 1, 0}, {COMPARE_EXCHANGE, Z, 1, 2}, {LOAD, Y, 0, 0}},
          {{STORE, Y, 1, 0}, {COMPARE_EXCHANGE, Z, 1, 3}, {LOAD, X, 0, 1}}}},
	{"MP", false, {{{STORE, X, 1, 0}, {STORE, Y, 1, 0}}, {{LOAD, Y, 0, 0}, {LOAD, X, 0, 1}}}},
	{"LB", false, {{{LOAD, X, 0, 0}, {STORE, Y, 1, 0}}, {{LOAD, Y, 0, 1}, {STORE, X, 1, 0}}}},
	{"S", false, {{{STORE, X, 2, 0}, {STORE, Y, 1, 0}}, {{LOAD, Y, 0, 0}, {STORE, X, 1, 0}}}},
	{"R", true, {{{STORE, X, 1, 0}, {STORE, Y, 1, 0}}, {{STORE, Y, 2, 0}, {LOAD, X, 0, 0}}}},
	{"R+mfence",
         true,
         {{{STORE, X, 1, 0}, {STORE, Y, 1, 0}}, {{STORE, Y, 2, 0}, {FENCE, 0, 0, 0}, {LOAD, X, 0, 0}}}},
	{"2+2W", true, {{{STORE, X, 1, 0}, {STORE, Y, 2, 0}}, {{STORE, Y, 1, 0}, {STORE, X, 2, 0}}}},
	{"WRC",
         false,
         {{{STORE, X, 1, 0}}, {{LOAD, X, 0, 0}, {STORE, Y, 1, 0}}, {{LOAD, Y, 0, 1}, {LOAD, X, 0, 2}}}},
	{"IRIW",
         true,
         {{{STORE, X, 1, 0}},
          {{STORE, Y, 1, 0}},
          {{LOAD, X, 0, 0}, {LOAD, Y, 0, 1}},
          {{LOAD, Y, 0, 2}, {LOAD, X, 0, 3}}}},
	{"own-store-first",
         false,
         {{{STORE, X, 1, 0}, {LOAD, X, 0, 0}, {LOAD, Y, 0, 1}},
          {{STORE, Y, 1, 0}, {LOAD, Y, 0, 2}, {LOAD, X, 0, 3}}}},
	{"xadd-twice", false, {{{ADD, X, 1, 0}, {ADD, X, 1, 1}}, {{ADD, X, 1, 2}, {EXCHANGE, X, 7, 3}}}},
	{"cmpxchg",
         false,
         {{{COMPARE_EXCHANGE, X, 1, 0}, {LOAD, Y, 0, 1}}, {{STORE, Y, 1, 0}, {COMPARE_EXCHANGE, X, 2, 2}}}},
};

static const struct litmus *find(const char *name)
{
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		if (!strcmp(tests[i].name, name))
			return &tests[i];
	exit(2);
}

/* --- x86-TSO: Owens, Sarkar, Sewell, A better x86 memory model (2009) ---------------------------------- */

struct machine {
	int pc[THREADS], memory[LOCATIONS], reg[REGISTERS];
	struct { /* a store buffer, the oldest first */
		int location, value;
	} buffer[THREADS][OPS];
	int buffered[THREADS];
};

#define OUTCOMES 16384 /* octal: four registers would be 4096, but no more than these come up here */

static char outcomes[OUTCOMES][REGISTERS + LOCATIONS + 1];
static int outcome_count;

static void write_outcome(char *s, const int *reg, const int *memory)
{
	for (int i = 0; i < REGISTERS; i++)
		*s++ = (char)('0' + reg[i]);
	for (int i = 0; i < LOCATIONS; i++)
		*s++ = (char)('0' + memory[i]);
	*s = 0;
}

static bool is_allowed(const char *outcome)
{
	for (int i = 0; i < outcome_count; i++)
		if (!strcmp(outcomes[i], outcome))
			return true;
	return false;
}

static int seen_by(const struct machine *m, int t, int location)
{
	for (int i = m->buffered[t]; i-- > 0;)
		if (m->buffer[t][i].location == location)
			return m->buffer[t][i].value;
	return m->memory[location];
}

static void go_on(const struct litmus *l, const struct machine *m);

static void drain_one(const struct litmus *l, struct machine m, int t)
{
	m.memory[m.buffer[t][0].location] = m.buffer[t][0].value;
	m.buffered[t]--;
	for (int i = 0; i < m.buffered[t]; i++)
		m.buffer[t][i] = m.buffer[t][i + 1];
	go_on(l, &m);
}

static void execute(const struct litmus *l, struct machine m, int t)
{
	struct instruction i = l->code[t][m.pc[t]++];
	int *p = &m.memory[i.location];

	if (i.op != STORE && i.op != LOAD && m.buffered[t])
		return; /* it waits until the buffer is empty */
	switch (i.op) {
	case STORE:
		m.buffer[t][m.buffered[t]].location = i.location;
		m.buffer[t][m.buffered[t]++].value = i.value;
		break;
	case LOAD:
		m.reg[i.reg] = seen_by(&m, t, i.location);
		break;
	case EXCHANGE:
		m.reg[i.reg] = *p;
		*p = i.value;
		break;
	case ADD:
		m.reg[i.reg] = *p;
		*p += i.value;
		break;
	case COMPARE_EXCHANGE: /* expects 0 */
		m.reg[i.reg] = *p;
		*p = *p ? *p : i.value;
		break;
	default:
		break;
	}
	go_on(l, &m);
}

static void go_on(const struct litmus *l, const struct machine *m)
{
	bool ended = true;

	for (int t = 0; t < THREADS; t++) {
		if (m->buffered[t])
			drain_one(l, *m, t);
		if (m->pc[t] < OPS && l->code[t][m->pc[t]].op != END)
			execute(l, *m, t);
		ended &= !m->buffered[t] && (m->pc[t] == OPS || l->code[t][m->pc[t]].op == END);
	}
	char outcome[REGISTERS + LOCATIONS + 1];
	write_outcome(outcome, m->reg, m->memory);
	if (ended && !is_allowed(outcome))
		strcpy(outcomes[outcome_count++], outcome);
}

static void enumerate(const struct litmus *l)
{
	struct machine m = {.pc = {0}};

	outcome_count = 0;
	go_on(l, &m);
}

/* Every combination of what some allowed outcome has at each place, that is not allowed itself. */
static void print_others(const struct litmus *l, char *so_far, int n)
{
	if (n == REGISTERS + LOCATIONS) {
		so_far[n] = 0;
		if (!is_allowed(so_far))
			puts(so_far);
		return;
	}
	for (char c = '0'; c <= '9'; c++)
		for (int i = 0; i < outcome_count; i++)
			if (outcomes[i][n] == c) {
				so_far[n] = c;
				print_others(l, so_far, n + 1);
				break;
			}
}

/* --- The same in assembly ------------------------------------------------------------------------------- */

static const struct litmus *running;
static int memory[LOCATIONS], registers[REGISTERS];

static void run_one(const struct instruction *i)
{
	int *p = &memory[i->location], value = i->value;

	switch (i->op) {
	case STORE:
		__asm__ volatile("movl %1, %0" : "=m"(*p) : "r"(value) : "memory");
		break;
	case LOAD:
		__asm__ volatile("movl %1, %0" : "=r"(value) : "m"(*p) : "memory");
		registers[i->reg] = value;
		break;
	case FENCE:
		__asm__ volatile("mfence" : : : "memory");
		break;
	case FENCE_ADD:
		__asm__ volatile("lock; addl $0, 0(%%rsp)" : : : "memory", "cc");
		break;
	case EXCHANGE:
		__asm__ volatile("xchgl %0, %1" : "+r"(value), "+m"(*p) : : "memory");
		registers[i->reg] = value;
		break;
	case ADD:
		__asm__ volatile("lock xaddl %0, %1" : "+r"(value), "+m"(*p) : : "memory", "cc");
		registers[i->reg] = value;
		break;
	case COMPARE_EXCHANGE: {
		int found = 0;
		__asm__ volatile("lock cmpxchgl %2, %1"
		                 : "+a"(found), "+m"(*p)
		                 : "r"(value)
		                 : "memory", "cc");
		registers[i->reg] = found;
		break;
	}
	default:
		break;
	}
}

static pthread_barrier_t *together;

static void *run_thread(void *number)
{
	const struct instruction *code = running->code[(int *)number - memory];

	if (together)
		pthread_barrier_wait(together);
	for (int i = 0; i < OPS && code[i].op != END; i++)
		run_one(&code[i]);
	return NULL;
}

static int numbers(const struct litmus *l)
{
	int n = 0;

	while (n < THREADS && l->code[n][0].op != END)
		n++;
	return n;
}

static void run(const struct litmus *l, char *outcome)
{
	pthread_t threads[THREADS];
	int n = numbers(l);

	running = l;
	for (int t = 0; t < n; t++)
		pthread_create(&threads[t], NULL, run_thread, &memory[t]);
	for (int t = 0; t < n; t++)
		pthread_join(threads[t], NULL);
	write_outcome(outcome, registers, memory);
}

static int run_often(const struct litmus *l, int times)
{
	char outcome[REGISTERS + LOCATIONS + 1];
	pthread_barrier_t barrier;

	enumerate(l);
	pthread_barrier_init(&barrier, NULL, (unsigned)numbers(l));
	together = &barrier;
	while (times--) {
		memset(memory, 0, sizeof memory);
		memset(registers, 0, sizeof registers);
		run(l, outcome);
		if (!is_allowed(outcome)) {
			printf("%s: %s is not allowed\n", l->name, outcome);
			return 1;
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "names";

	if (!strcmp(what, "names")) {
		for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
			puts(tests[i].name);
		return 0;
	}
	const struct litmus *l = find(argv[2]);
	if (!strcmp(what, "run")) {
		char outcome[REGISTERS + LOCATIONS + 1];
		run(l, outcome);
		assert(strcmp(outcome, argv[3]) != 0);
		return 0;
	}
	if (!strcmp(what, "often"))
		return run_often(l, atoi(argv[3]));
	enumerate(l);
	if (!strcmp(what, "allowed")) {
		for (int i = 0; i < outcome_count; i++)
			puts(outcomes[i]);
	} else if (!l->weaker_in_rc11) {
		char outcome[REGISTERS + LOCATIONS + 1];
		print_others(l, outcome, 0);
	}
	return 0;
}
