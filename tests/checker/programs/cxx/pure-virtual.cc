/* A thread that begins in the constructor of a base class calls what the derived class has not set up yet.
 *
 * expect: crash
 * report: call of a pure virtual function
 */
#include <thread>

struct service {
	service()
	{
		std::thread worker([this] { run(); });
		worker.join();
	}

	virtual void run() = 0;
};

struct printer : service {
	void run() override
	{
	}
};

int main()
{
	printer now;
}
