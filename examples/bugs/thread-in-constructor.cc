/*
 * A base class starts a thread in its constructor, which calls a virtual function. Until the derived class's
 * constructor begins, that is the base's own; and the pointer to the table of functions is changed under the thread.
 *
 * Source: ThreadSanitizer documentation, "Popular data races", 2012 ("data race on vptr"); Scott Meyers, "Effective
 * C++", 3rd edition, 2005, item 9.
 * Fix: start the thread when the object is complete.
 */
#include <atomic>
#include <cassert>
#include <memory>
#include <thread>

static std::atomic<int> served;

struct service {
	std::thread worker;

	service()
	{
#ifndef FIXED
		start();
#endif
	}

	virtual ~service() = default;

	void start()
	{
		worker = std::thread([this] { serve(); });
	}

	virtual void serve()
	{
	}
};

struct printer : service {
	void serve() override
	{
		served++;
	}
};

int main()
{
	auto p = std::make_unique<printer>();

#ifdef FIXED
	p->start();
#endif
	p->worker.join();
	assert(served == 1);
}
