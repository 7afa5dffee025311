/* What runs at the end, in the order that the C++ standard and libc say: thread-local objects, then in the opposite order of
 * their registration static objects and handlers, also those of before main, then destructor functions.
 *
 * expect: ok 1
 */
#include <atomic>
#include <cstdlib>

static std::atomic<int> steps;

static void step(int number)
{
	if (steps++ != number)
		abort();
}

struct object {
	int number;
	explicit object(int n) : number(n) {}
	~object() { step(number); }
};

static object first(7), second(6);
static thread_local object of_thread(0);

__attribute__((constructor)) static void before_main()
{
	atexit([] { step(8); });
}

__attribute__((destructor)) static void last_but_two()
{
	step(10);
	atexit([] {
		if (steps++ < 11) /* now, or at the very end: compilers' start files differ */
			abort();
	});
}

__attribute__((destructor)) static void last_but_three()
{
	step(9);
}

static void with_status(int status, void *number)
{
	if (status != 0)
		abort();
	step(*static_cast<int *>(number));
}

int main()
{
	static object in_main(5);
	static int four = 4;

	of_thread.number = 0;
	on_exit(with_status, &four);
	atexit([] { step(3); });
	static object last(2);
	atexit([] {
		step(1);
	});
}
