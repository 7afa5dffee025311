/* Sets of events and relations between them, as bits. At most 32 events, or 64 where that is asked for. */
#ifndef ACQREL_TESTS_ENGINE_RELATION_H
#define ACQREL_TESTS_ENGINE_RELATION_H

#include <stdbool.h>
#include <stdint.h>

#ifdef LARGE_PROGRAMS
#define MAX_NODES 64
typedef uint64_t node_set;
#else
#define MAX_NODES 32
typedef uint32_t node_set;
#endif

struct relation {
	node_set row[MAX_NODES]; /* the successors of each */
};

/* How many events there are: for all of the functions below. */
extern unsigned node_count;

void relation_add(struct relation *r, unsigned from, unsigned to);
bool relation_has(const struct relation *r, unsigned from, unsigned to);

struct relation identity(node_set s);                               /* [s] */
struct relation either(struct relation r, struct relation s);       /* r ∪ s */
struct relation both(struct relation r, struct relation s);         /* r ∩ s */
struct relation without(struct relation r, struct relation s);      /* r \ s */
struct relation then(struct relation r, struct relation s);         /* r ; s */
struct relation inverse(struct relation r);                         /* r⁻¹ */
struct relation optional(struct relation r);                        /* r? */
struct relation closure(struct relation r);                         /* r⁺ */
struct relation between(node_set s, struct relation r, node_set t); /* [s] ; r ; [t] */

bool is_empty(struct relation r);
bool is_irreflexive(struct relation r);
bool is_acyclic(struct relation r);

#endif
