/*
 * How the runtime starts. libc's start-up code, linked into every program, calls __libc_start_main
 * with the address of main; ours stands in front of it and hands libc another main: one that runs the
 * program's, unchanged, or explores it, if the environment asks for it.
 */
#include "rt/abi/assembly.h"
#include "rt/abi/atomic_block.h"
#include "rt/abi/constructors.h"
#include "rt/abi/real.h"
#include "rt/cxx/stream.h"
#include "rt/error/debugger.h"
#include "rt/error/replay.h"
#include "rt/libc/dates.h"
#include "rt/libc/handlers.h"
#include "rt/libc/malloc.h"
#include "rt/libc/output.h"
#include "rt/memory/benign.h"
#include "rt/memory/location_map.h"
#include "rt/memory/opaque.h"
#include "rt/memory/read_only.h"
#include "rt/memory/shadow.h"
#include "rt/memory/uninstrumented.h"
#include "rt/memory/units.h"
#include "rt/memory/wide.h"
#include "rt/memory/zones.h"
#include "rt/run/driver.h"
#include "rt/run/fiber.h"
#include "rt/run/observer.h"
#include "rt/run/override.h"
#include "rt/run/undo.h"
#include "rt/sync/object.h"
#include "rt/threads/foreign_calls.h"
#include "rt/threads/thread.h"
#include "rt/workers/workers.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Marks programs that contain the runtime, for `acqrel run`. */
EXPORT const char acqrel_runtime_version[] = "acqrel runtime 1";

/* Maps the memory shared with the reporter. False: there is none. */
static bool open_outcome(void)
{
	int fd = start_outcome_fd();
	struct stat st;

	if (fd < 0 || fstat(fd, &st) || (size_t)st.st_size < sizeof(struct acq_outcome))
		return false;
	void *p = mmap(NULL, sizeof(struct acq_outcome), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		return false;
	rt.outcome = p;
	rt.outcome_fd = fd;
	return rt.outcome->magic == ACQ_OUTCOME_MAGIC;
}

static int explore(int argc, char **argv, char **environment)
{
	rt.argc = argc;
	rt.argv = argv;
	rt.envp = environment;
	rt.observer = &observe_nothing;
	faults_init();
	assembly_init();
	explore_init(&rt.explorer);
	rt_graph()->wide_apply = wide_apply;
	rt_graph()->wide_part = wide_part;
	rt_graph()->wide_with = wide_with;
	rt_graph()->c11_sequences = rt.outcome->request.model & ACQ_C11_SEQUENCES;
	rt.reduces = !rt.outcome->request.no_reductions && !rt_graph()->c11_sequences;
	rt.pairs_threads = rt.reduces && !rt.outcome->request.no_symmetry;
	undo_init();
	shadow_init();
	units_init();
	location_init();
	wide_init();
	object_init();
	read_only_init();
	benign_init();
	atomic_block_init();
	dates_init();
	fiber_init(thread_main);
	handlers_init();
	keys_init();
	output_init();
	constructors_prepare();
	streams_save();
	opaque_init();
	zones_init();
	/*
	 * libc notes forever that there are several threads when the first is made: not in midst of an
	 * execution.
	 */
	fiber_get(1);
	malloc_init();
	foreign_calls_init(); /* changes words that uninstrumented_init keeps */
	uninstrumented_init();
	asm_traps_init();
	rt.outcome->progress.state = ACQ_STATE_RUNNING; /* before there are others who may be done */
	workers_init();
	watchdog_init();
	debugger_init();
	replay_init();
	override_init();
	if (rt.mode == RUN_NATIVE)
		rt.mode = RUN_EXPLORE;
	driver_run();
}

static int start(int argc, char **argv, char **environment)
{
	if (!open_outcome())
		return rt.main(argc, argv, environment);
	return explore(argc, argv, environment);
}

EXPORT int __libc_start_main(int (*program_main)(int, char **, char **), int argc, char **argv,
                             void (*init)(void), void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
	int (*real)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
	            void (*)(void), void *);

	real = (__typeof__(real))real_function("__libc_start_main");
	rt.main = program_main;
	rt.argv = argv;
	init = constructors_take(init);
	return real(start, argc, argv, init, fini, rtld_fini, stack_end);
}
