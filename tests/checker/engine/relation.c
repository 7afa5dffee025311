#include "relation.h"

unsigned node_count;

void relation_add(struct relation *r, unsigned from, unsigned to)
{
	r->row[from] |= (node_set)1 << to;
}

bool relation_has(const struct relation *r, unsigned from, unsigned to)
{
	return r->row[from] >> to & 1;
}

struct relation identity(node_set s)
{
	struct relation id = {{0}};

	for (unsigned i = 0; i < node_count; i++)
		id.row[i] = s & (node_set)1 << i;
	return id;
}

struct relation either(struct relation r, struct relation s)
{
	for (unsigned i = 0; i < node_count; i++)
		r.row[i] |= s.row[i];
	return r;
}

struct relation both(struct relation r, struct relation s)
{
	for (unsigned i = 0; i < node_count; i++)
		r.row[i] &= s.row[i];
	return r;
}

struct relation without(struct relation r, struct relation s)
{
	for (unsigned i = 0; i < node_count; i++)
		r.row[i] &= ~s.row[i];
	return r;
}

struct relation then(struct relation r, struct relation s)
{
	struct relation result = {{0}};

	for (unsigned i = 0; i < node_count; i++)
		for (node_set middle = r.row[i]; middle; middle &= middle - 1)
			result.row[i] |= s.row[__builtin_ctzll(middle)];
	return result;
}

struct relation inverse(struct relation r)
{
	struct relation result = {{0}};

	for (unsigned i = 0; i < node_count; i++)
		for (node_set to = r.row[i]; to; to &= to - 1)
			relation_add(&result, (unsigned)__builtin_ctzll(to), i);
	return result;
}

struct relation optional(struct relation r)
{
	return either(r, identity(~(node_set)0));
}

struct relation closure(struct relation r)
{
	for (unsigned k = 0; k < node_count; k++)
		for (unsigned i = 0; i < node_count; i++)
			if (relation_has(&r, i, k))
				r.row[i] |= r.row[k];
	return r;
}

struct relation between(node_set s, struct relation r, node_set t)
{
	for (unsigned i = 0; i < node_count; i++)
		r.row[i] = s >> i & 1 ? r.row[i] & t : 0;
	return r;
}

bool is_empty(struct relation r)
{
	for (unsigned i = 0; i < node_count; i++)
		if (r.row[i])
			return false;
	return true;
}

bool is_irreflexive(struct relation r)
{
	for (unsigned i = 0; i < node_count; i++)
		if (relation_has(&r, i, i))
			return false;
	return true;
}

bool is_acyclic(struct relation r)
{
	return is_irreflexive(closure(r));
}
