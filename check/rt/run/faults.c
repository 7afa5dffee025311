/*
 * Signals that the program raises by accident, and the watch over executions that make no progress.
 * Both end the execution from a signal handler: they note what happened and let the handler return into
 * the scheduler instead of the program.
 */
#include "engine/reserve.h"
#include "rt/abi/real.h"
#include "rt/error/debugger.h"
#include "rt/error/violation.h"
#include "rt/loops/counting.h"
#include "rt/rt.h"
#include "rt/run/fiber.h"
#include "rt/run/os.h"
#include "rt/workers/workers.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <ucontext.h>

#define SPARE_STACK ((size_t)256 << 10)

static struct violation pending;
static char *spare_stack;

static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT};

static uint64_t pc_of(const ucontext_t *c)
{
#if defined(__x86_64__)
	return (uint64_t)c->uc_mcontext.gregs[REG_RIP];
#else
	return c->uc_mcontext.pc;
#endif
}

/* To the trap that was met, on machines that go past it. */
static void go_back(ucontext_t *c)
{
#if defined(__x86_64__)
	c->uc_mcontext.gregs[REG_RIP]--;
#else
	(void)c;
#endif
}

/* Runs on the spare stack after the handler has returned; the fiber's own stack may be used up. */
static _Noreturn void land(void)
{
	rt.below = 0;
	violation_raise(&pending);
}

static void return_to_landing(ucontext_t *c)
{
	uint64_t sp = (uint64_t)(spare_stack + SPARE_STACK) & ~(uint64_t)63;

#if defined(__x86_64__)
	c->uc_mcontext.gregs[REG_RSP] = (greg_t)(sp - 8); /* as if called */
	c->uc_mcontext.gregs[REG_RIP] = (greg_t)land;
#else
	c->uc_mcontext.sp = sp;
	c->uc_mcontext.pc = (uint64_t)land;
#endif
}

/* Leaves the signal to its default action: the reporter sees how the process ended. */
static void give_up(int signal, const siginfo_t *info)
{
	struct sigaction action = {.sa_handler = SIG_DFL};

	REAL(sigaction)(signal, &action, NULL);
	/* What an instruction caused comes again by itself; what was sent does not. */
	if (info->si_code <= 0)
		os_syscall(SYS_tgkill, os_syscall(SYS_getpid, 0, 0, 0, 0, 0, 0),
		           os_syscall(SYS_gettid, 0, 0, 0, 0, 0, 0), signal, 0, 0, 0);
}

static bool in_guard(uint64_t address)
{
	const struct fiber *f = fiber_of_stack(address);

	return f && address < (uint64_t)f->stack_low;
}

static void on_fault(int signal, siginfo_t *info, void *context)
{
	if (signal == SIGTRAP && asm_traps_is_entered(pc_of(context))) {
		go_back(context);
		return;
	}
	if (signal == SIGSEGV && engine_commit_at((uintptr_t)info->si_addr))
		return;
	struct fiber *f = rt.current;
	uint64_t address = signal == SIGSEGV || signal == SIGBUS ? (uint64_t)info->si_addr : 0;
	bool overflow = signal == SIGSEGV && in_guard(address);

	if (!f || (rt.below && !overflow)) {
		give_up(signal, info);
		return;
	}
	pending = (struct violation){
		.verdict = ACQ_CRASH,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.signal = (uint32_t)signal,
		.address = overflow ? 0 : address,
		.size = address && !overflow,
		.pc = pc_of(context) + 1,
	};
	if (overflow) {
		pending.pc = 0;
		violation_message(&pending, "stack overflow");
	}
	debugger_stop();
	return_to_landing(context);
}

/* --- No progress -------------------------------------------------------------------------------------- */

#define DEFAULT_STUCK_MS 5000
#define TICK_MS          250L

static uint64_t last_progress, quiet_ms;

/*
 * Steps, and iterations that are no steps: of these counting.c allows so many, however long they take. The
 * timer counts processor time, so that a busy machine alone is no reason.
 */
static void on_tick(int signal, siginfo_t *info, void *context)
{
	uint64_t limit = rt.outcome->request.stuck_ms ? rt.outcome->request.stuck_ms : DEFAULT_STUCK_MS;
	uint64_t progress = rt.worker->steps + counting_elided_iterations;

	(void)signal, (void)info;
	workers_look_after();
	bool known = rt_runs_again() && (rt.mode != RUN_RECORD || rt_violation.verdict == ACQ_LIVELOCK);
	if (known && limit > 2 * (uint64_t)TICK_MS)
		limit = 2 * (uint64_t)TICK_MS; /* whether it makes progress is no longer the question */
	quiet_ms = progress == last_progress ? quiet_ms + (uint64_t)TICK_MS : 0;
	last_progress = progress;
	if (quiet_ms < limit || !rt.current || rt.below)
		return;
	quiet_ms = 0;
	const struct fiber *f = rt.current;
	pending = (struct violation){
		.verdict = ACQ_LIVELOCK,
		.kind = ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		/* Of a loop with plain accesses one of these, rather than a place in the runtime. */
		.pc = f->ran_on == f->done + 1 ? f->ran_on_pc : pc_of(context) + 1,
	};
	debugger_stop();
	violation_message(&pending, "the thread runs on without an atomic operation, a lock or an end");
	return_to_landing(context);
}

void watchdog_init(void)
{
	struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGVTALRM};
	struct itimerspec period = {
		.it_interval = {0, TICK_MS * 1000000},
		.it_value = {0, TICK_MS * 1000000},
	};
	int timer;

	if (os_syscall(SYS_timer_create, CLOCK_PROCESS_CPUTIME_ID, (long)&event, (long)&timer, 0, 0, 0) == 0)
		os_syscall(SYS_timer_settime, timer, 0, (long)&period, 0, 0, 0);
}

void faults_init(void)
{
	stack_t alternate = {.ss_size = SPARE_STACK};
	struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK};

	alternate.ss_sp = mmap(NULL, SPARE_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	spare_stack = mmap(NULL, SPARE_STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	sigaltstack(&alternate, NULL);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
		REAL(sigaction)(signals[i], &action, NULL);
	engine_expect_faults();
	action.sa_sigaction = on_tick;
	action.sa_flags |= SA_RESTART;
	REAL(sigaction)(SIGVTALRM, &action, NULL);
}
