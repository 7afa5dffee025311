/* Threads and locks that are not modelled: a call of one under the checker is an error. */
#include "rt/abi/real.h"
#include "rt/error/violation.h"
#include "rt/rt.h"

static bool begins_with(const char *s, const char *prefix)
{
	while (*prefix && *s == *prefix)
		s++, prefix++;
	return !*prefix;
}

static bool is_openmp(const char *name)
{
	return begins_with(name, "GOMP_") || begins_with(name, "omp_") || begins_with(name, "__kmpc_");
}

static bool is_glib(const char *name)
{
	return begins_with(name, "g_");
}

bool violation_knows_library_of(const char *name)
{
	return is_glib(name) || is_openmp(name);
}

static bool starts_threads(const char *name)
{
	static const char *const prefixes[] = {"g_thread_", "GOMP_parallel",       "GOMP_t",
	                                       "__kmpc_",   "omp_set_num_threads", "omp_get_max_threads"};

	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++)
		if (begins_with(name, prefixes[i]))
			return true;
	return false;
}

/* A lock of another library's, where there is no thread to exclude. */
static bool is_harmless(const char *name)
{
	bool alone = !rt.current->thread && !rt.current->created;

	return alone && violation_knows_library_of(name) && !starts_threads(name);
}

static const char *why_unsupported(const char *name)
{
	if (is_glib(name))
		return "(): the threads and locks of GLib are not modelled; libglib is not built with acqrel "
		       "cc, and what "
		       "its locks order would be reported as races. Those of pthreads and C11 are modelled";
	if (is_openmp(name))
		return "(): the library of OpenMP is not built with acqrel cc, and the program was linked "
		       "without what stands in for it: link with acqrel cc -fopenmp";
	return "";
}

/* Called by the stubs in unsupported.S: where a native call goes; a call under the checker is an error. */
void *unsupported_target(const char *name, uint64_t pc)
{
	if (!rt_in_program() || is_harmless(name))
		return real_function(name);
	violation_unsupported(pc, "%s%s", name, why_unsupported(name));
}
