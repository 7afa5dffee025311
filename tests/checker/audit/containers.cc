// Classes with virtual functions, containers, algorithms, exceptions, and references.
#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <tuple>
#include <vector>

struct base {
	int n = 1;
	virtual ~base() = default;
	virtual int f(int x)
	{
		return n += x;
	}
};

struct second {
	long m = 2;
	virtual ~second() = default;
	virtual long g()
	{
		return m++;
	}
};

struct derived : base, second {
	std::array<int, 20> big{};
	int f(int x) override
	{
		return big[(size_t)x]++ + base::f(x);
	}
};

static std::vector<int> numbers;
static std::string text;
static std::array<double, 33> doubles;
static unsigned char bytes[100];
static derived object, other;
static std::map<int, std::string> names;

__attribute__((noinline)) static long vectors(int n)
{
	numbers.assign(40, n);
	std::iota(numbers.begin(), numbers.end(), n);
	std::sort(numbers.begin(), numbers.end(), std::greater<int>());
	std::fill(std::begin(bytes), std::end(bytes), (unsigned char)n);
	std::fill_n(bytes + 3, 20, (unsigned char)0);
	std::copy_n(bytes, 30, bytes + 50);
	std::copy(numbers.begin(), numbers.begin() + 20, doubles.begin());
	std::swap(numbers[0], numbers[1]);
	std::rotate(numbers.begin(), numbers.begin() + 3, numbers.end());
	return std::accumulate(doubles.begin(), doubles.end(), 0L) + bytes[n];
}

__attribute__((noinline)) static long objects(int n)
{
	std::unique_ptr<base> p = std::make_unique<derived>();
	std::shared_ptr<derived> s = std::make_shared<derived>();
	std::function<int(int)> f = [&](int x) { return p->f(x) + n; };
	other = object;
	base &b = object;
	second &c = object;
	*s = std::move(other);
	auto t = std::make_tuple(n, 2.0, std::string("three, which is too long to be short"));
	std::get<0>(t) += 3;
	return f(n) + b.f(1) + c.g() + s->f(2) + std::get<0>(t) + (long)std::get<2>(t).size();
}

__attribute__((noinline)) static long throws(int n)
{
	try {
		names[n] = "a";
		names[n + 1] = text + std::to_string(n);
		text = names[n + 1];
		if (n)
			throw derived(object);
	} catch (derived &d) {
		d.big[3] = n;
		return d.f(1);
	}
	return 0;
}

int main(int argc, char **)
{
	long sum = 0;

	for (int i = 1; i < 3; i++)
		sum += vectors(argc) + objects(argc) + throws(argc);
	return sum == -1;
}
