/* Two threads rethrow one exception, which belongs to both: whoever lets go last destroys it, after the other has read
 * it.
 *
 * expect: ok
 */
#include <cassert>
#include <exception>
#include <thread>

struct problem {
	int *text = new int(3);
	problem() = default;
	problem(const problem &) = delete;

	problem(problem &&other) : text(other.text)
	{
		other.text = nullptr;
	}

	~problem()
	{
		delete text;
	}
};

static void look(std::exception_ptr p)
{
	try {
		std::rethrow_exception(p);
	} catch (const problem &e) {
		assert(*e.text == 3);
	}
}

int main()
{
	std::exception_ptr p;

	try {
		throw problem();
	} catch (...) {
		p = std::current_exception();
	}
	std::thread one(look, p);
	std::thread two(look, std::move(p));
	one.join();
	two.join();
}
