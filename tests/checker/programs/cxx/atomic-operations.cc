/* Every operation of std::atomic: integers, bool, pointers, floating point, classes of up to 16 bytes, references,
 * and the flag. Two threads add, so that there are two executions.
 *
 * expect: ok 2
 * flags: -std=c++20 -mcx16
 */
#include <atomic>
#include <cassert>
#include <thread>

struct pair {
	long first, second;
	bool operator==(const pair &) const = default;
};

struct small {
	short a, b;
	bool operator==(const small &) const = default;
};

static std::atomic<pair> both{pair{1, 2}};
static std::atomic<small> few{small{1, 2}};
static std::atomic<double> sum{0.5};
static std::atomic<bool> flag;
static std::atomic_flag taken = ATOMIC_FLAG_INIT;
static int numbers[4];
static std::atomic<int *> at{numbers};
static std::atomic<unsigned> bits{6};

static void integers()
{
	assert(bits.fetch_add(2) == 6 && bits.fetch_sub(1) == 8 && bits.fetch_or(8) == 7);
	assert(bits.fetch_and(12) == 15 && bits.fetch_xor(5) == 12 && bits.exchange(3) == 9);
	assert(++bits == 4 && bits++ == 4 && --bits == 4 && bits-- == 4 && (bits += 2) == 5 && (bits |= 8) == 13);
	unsigned expected = 1;
	assert(!bits.compare_exchange_strong(expected, 2) && expected == 13);
	while (!bits.compare_exchange_weak(expected, 2))
		;
	assert(bits == 2);
}

static void classes()
{
	pair p = both.load();
	assert((p == pair{1, 2}) && !both.compare_exchange_strong(p = pair{7, 7}, {3, 4}) && (p == pair{1, 2}));
	assert(both.compare_exchange_strong(p, {3, 4}) && (both.exchange({5, 6}) == pair{3, 4}));
	assert((both.load() == pair{5, 6}));
	few = small{3, 4};
	assert((few.exchange({5, 6}) == small{3, 4}) && (few.load() == small{5, 6}));
}

int main()
{
	int plain = 1;

	std::thread other([&] { std::atomic_ref<int>(plain).fetch_add(2); });
	std::atomic_ref<int>(plain).fetch_add(1);
	other.join();
	assert(plain == 4);
	integers();
	classes();
	assert(sum.fetch_add(1.25) == 0.5 && sum == 1.75 && (sum -= 0.75) == 1);
	assert(!flag.exchange(true) && flag);
	assert(!taken.test_and_set() && taken.test_and_set());
	taken.clear();
	assert(!taken.test());
	assert(at.fetch_add(2) == numbers && (at -= 1) == numbers + 1 && ++at == numbers + 2);
}
