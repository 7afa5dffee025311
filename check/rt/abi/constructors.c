/*
 * What runs before main. Usually it is no part of the exploration: each execution begins with what
 * constructors have left behind. When one of them makes a thread, as that of a global object does which owns
 * a worker, that would be too late: the thread would run beside the exploration, unseen. So the program
 * starts itself once more, and this time its constructors are left to the initial thread, which runs them
 * before main in every execution.
 *
 * Libraries are set up before anything of ours runs. A thread from the constructor of one that is no part of
 * the system is unsupported.
 */
#include "rt/abi/constructors.h"

#include "rt/abi/real.h"
#include "rt/error/unwind.h"
#include "rt/error/violation.h"
#include "rt/memory/symbols.h"

#include <link.h>
#include <stddef.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

typedef void constructor(int, char **, char **);

static constructor *const *taken;
static size_t taken_count;
static uint64_t made_too_early; /* where a library's constructor has made a thread, as a return address */

/*
 * --- Starting again ---------------------------------------------------------------------------------------
 */

static bool are_explored(void)
{
	int fd = start_outcome_fd();
	uint32_t answer;

	return fd >= 0 &&
	       pread(fd, &answer, sizeof answer, offsetof(struct acq_outcome, constructors)) ==
	               sizeof answer &&
	       answer;
}

/* Returns if that is not possible. */
static void start_again(void)
{
	const uint32_t yes = 1;
	int fd = start_outcome_fd();

	if (pwrite(fd, &yes, sizeof yes, offsetof(struct acq_outcome, constructors)) == sizeof yes)
		execve("/proc/self/exe", rt.argv, environ);
}

void constructors_make_thread(uint64_t pc)
{
	if (rt.current || rt.below || rt.outcome || !start_is_explored())
		return;
	rt.below++;
	if (rt.main && !are_explored())
		start_again();
	rt.below--;
	if (!made_too_early)
		made_too_early = pc;
}

/*
 * --- Taking them ------------------------------------------------------------------------------------------
 */

static bool set_size(ElfW(Dyn) * d, size_t size)
{
	uintptr_t page = getauxval(AT_PAGESZ);
	char *low = (char *)((uintptr_t)d & ~(page - 1));
	size_t length = (size_t)((char *)(d + 1) - low);

	/*
	 * It is read-only once the loader is done, as a rule; what else is in these pages is not made so
	 * again.
	 */
	if (mprotect(low, length, PROT_READ | PROT_WRITE))
		return false;
	d->d_un.d_val = size;
	return true;
}

static void take_from(ElfW(Dyn) * dynamic, uint64_t base)
{
	ElfW(Dyn) *array = NULL, *size = NULL;

	for (ElfW(Dyn) *d = dynamic; d->d_tag != DT_NULL; d++) {
		if (d->d_tag == DT_INIT_ARRAY)
			array = d;
		else if (d->d_tag == DT_INIT_ARRAYSZ)
			size = d;
	}
	if (!array || !size)
		return;
	size_t bytes = size->d_un.d_val;
	if (!set_size(size, 0))
		return;
	taken = (constructor *const *)(base + array->d_un.d_ptr);
	taken_count = bytes / sizeof *taken;
}

/* The program comes before its libraries. */
static int take_of_program(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size, (void)unused;
	take_from((ElfW(Dyn) *)symbols_dynamic(info), info->dlpi_addr);
	return 1;
}

static void nothing(void)
{
}

void (*constructors_take(void (*init)(void)))(void)
{
	if (!are_explored())
		return init;
	dl_iterate_phdr(take_of_program, NULL);
	/*
	 * Programs linked with a libc before 2.34 have a function that runs the array, whatever size is
	 * written there.
	 */
	return init && taken ? nothing : init;
}

/*
 * --- Running them -----------------------------------------------------------------------------------------
 */

/*
 * Every file that includes <iostream> has a constructor that sets the streams up unless they are. They stay
 * so.
 */
void constructors_prepare(void)
{
	static char users[16];
	void (*set_up)(void *) = taken ? (void (*)(void *))real_function("_ZNSt8ios_base4InitC1Ev") : NULL;

	if (set_up)
		set_up(users);
}

void constructors_run(void)
{
	if (made_too_early && unwind_is_program(made_too_early))
		violation_unsupported(made_too_early,
		                      "a thread that is made before main, by a library's constructor");
	for (size_t i = 0; i < taken_count; i++)
		taken[i](rt.argc, rt.argv, rt.envp);
}
