#include "memory.h"

#include <sys/mman.h>
#include <unistd.h>

void *engine_reserve(size_t max, size_t *got)
{
	for (size_t size = max; size == max || size >= (1u << 20); size /= 2) {
		void *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		               MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (p != MAP_FAILED) {
			*got = size;
			return p;
		}
	}
	engine_out_of_memory("address space");
}

static void say(const char *text)
{
	size_t n = 0;

	while (text[n])
		n++;
	if (write(STDERR_FILENO, text, n) < 0)
		return; /* nobody is left to tell */
}

_Noreturn void engine_out_of_memory(const char *what)
{
	say("acqrel: out of memory for ");
	say(what);
	say("; lift the limits on memory (ulimit -v) or check a smaller configuration of the program\n");
	_exit(2);
}
