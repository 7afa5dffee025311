/* Plain memory by the templates of the C++ library. */
#ifndef CONSTRUCTS_CXX_H
#define CONSTRUCTS_CXX_H
#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <new>
#include <numeric>
#include <tuple>
#include <utility>

#include "structs.h"
#include "structs.h"

struct three {
	long a, b, c;
};

UNUSED NOINLINE static three three_made(int v)
{
	return {v, v, v};
}

NOINLINE UNUSED static int three_looked_at(three t)
{
	return t.a == t.c ? (int)t.b : -1;
}

WRITER three_write_returned(three *t, int v)
{
	*t = three_made(v);
}

WRITER three_write_braces(three *t, int v)
{
	*t = {v, v, v};
}

WRITER three_write_placed(three *t, int v)
{
	new (t) three{v, v, v};
}

WRITER three_write_swapped(three *t, int v)
{
	three u = three_made(v);
	std::swap(*t, u);
}

WRITER three_write_exchange(three *t, int v)
{
	(void)std::exchange(*t, three_made(v));
}

READER three_read_passed(three *t)
{
	return three_looked_at(*t);
}

READER three_read_captured(three *t)
{
	auto look = [u = *t] { return u.a == u.c ? (int)u.a : -1; };
	return look();
}

READER three_read_function(three *t)
{
	std::function<int(three)> look = three_looked_at;
	return look(*t);
}

READER three_read_bound(three *t)
{
	auto [a, b, c] = *t;
	return a == b ? (int)c : -1;
}

typedef std::array<char, 20> letters;

WRITER letters_write_fill(letters *l, int v)
{
	std::fill(l->begin(), l->end(), (char)v);
}

WRITER letters_write_fill_n(letters *l, int v)
{
	std::fill_n(l->data(), 20, (char)v);
}

WRITER letters_write_member(letters *l, int v)
{
	l->fill((char)v);
}

WRITER letters_write_copy_n(letters *l, int v)
{
	letters from;
	from.fill((char)v);
	std::copy_n(from.data(), 20, l->data());
}

WRITER letters_write_copy(letters *l, int v)
{
	letters from;
	from.fill((char)v);
	std::copy(from.begin(), from.end(), l->begin());
}

WRITER letters_write_assigned(letters *l, int v)
{
	letters from;
	from.fill((char)v);
	*l = from;
}

WRITER letters_write_generate(letters *l, int v)
{
	std::generate(l->begin(), l->end(), [v] { return (char)v; });
}

WRITER letters_write_uninitialized(letters *l, int v)
{
	std::uninitialized_fill_n(l->data(), 20, (char)v);
}

READER letters_read_count(letters *l)
{
	for (int v = 0; v < 8; v++)
		if (std::count(l->begin(), l->end(), (char)v) == 20)
			return v;
	return -1;
}

READER letters_read_copied(letters *l)
{
	letters m = *l;
	return m[0] == m[19] ? m[5] : -1;
}

READER letters_read_equal(letters *l)
{
	letters m;
	for (int v = 0; v < 8; v++) {
		m.fill((char)v);
		if (m == *l)
			return v;
	}
	return -1;
}

READER letters_read_accumulate(letters *l)
{
	int sum = std::accumulate(l->begin(), l->end(), 0);
	return sum % 20 ? -1 : sum / 20;
}

typedef std::array<long, 4> longs;

WRITER longs_write_fill(longs *l, int v)
{
	l->fill(v);
}

WRITER longs_write_returned(longs *l, int v)
{
	auto make = [](int w) __attribute__((noinline))
	{
		return longs{w, w, w, w};
	};
	*l = make(v);
}

WRITER longs_write_transform(longs *l, int v)
{
	longs from = {0, 1, 2, 3};
	std::transform(from.begin(), from.end(), l->begin(), [v](long) { return (long)v; });
}

WRITER longs_write_backward(longs *l, int v)
{
	longs from = {v, v, v, v};
	std::copy_backward(from.begin(), from.end(), l->end());
}

READER longs_read_max(longs *l)
{
	return (int)*std::max_element(l->begin(), l->end());
}

READER longs_read_copied(longs *l)
{
	longs m = *l;
	return m[0] == m[3] ? (int)m[1] : -1;
}

typedef std::pair<int, double> two;

WRITER two_write_assigned(two *t, int v)
{
	*t = two(v, v);
}

WRITER two_write_tied(two *t, int v)
{
	std::tie(t->first, t->second) = std::make_tuple(v, (double)v);
}

READER two_read_copied(two *t)
{
	two u = *t;
	return u.first == (int)u.second ? u.first : -1;
}

#endif
