/* An array that is a member of a class template is used with an index that lies behind it.
 *
 * expect: out-of-bounds
 * report: index 3 is outside the array
 */
#include <thread>

template <typename T, unsigned N> class stack
{
	T items[N] = {};
	unsigned count = 0;

public:
	void push(T item)
	{
		items[count++] = item;
	}
};

int main()
{
	stack<int, 3> s;
	std::thread t([&] {
		for (int i = 0; i < 4; i++)
			s.push(i);
	});
	t.join();
	return 0;
}
