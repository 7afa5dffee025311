/*
 * The parts of std::map, std::set, std::list and the unordered containers that are not templates but compiled
 * into the library, where what they read and write is not seen. Here they are again, doing the same to the
 * same nodes and telling of each access. In a native run the library's own are used.
 */
#include "rt/abi/interpose.h"
#include "rt/memory/plain.h"

/* --- Accesses ------------------------------------------------------------------------------------------- */

/* The nodes' layout is the library's: it is the same in all versions, because programs' code contains it. */

struct tree_node {
	unsigned color;                      /* enum color */
	struct tree_node *parent, *child[2]; /* of the header: the root, the first and the last node */
};

enum color { RED, BLACK };
enum side { LEFT, RIGHT };

struct list_node {
	struct list_node *next, *prev;
};

/* `pc` is whom the access is ascribed to. */
#define GET(lvalue)                                                             \
	__extension__({                                                         \
		plain_access((uint64_t) & (lvalue), sizeof(lvalue), false, pc); \
		(lvalue);                                                       \
	})

#define SET(lvalue, value)                                                     \
	__extension__({                                                        \
		__typeof__(lvalue) value_ = (value);                           \
		plain_access((uint64_t) & (lvalue), sizeof(lvalue), true, pc); \
		(lvalue) = value_;                                             \
	})

/*
 * --- Trees: the next and the previous node ---------------------------------------------------------------
 */

static struct tree_node *outermost(struct tree_node *n, enum side side, uint64_t pc)
{
	struct tree_node *next;

	while ((next = GET(n->child[side])))
		n = next;
	return n;
}

/* The node after n in the direction of `side`. */
static struct tree_node *neighbour(struct tree_node *n, enum side side, uint64_t pc)
{
	struct tree_node *inner = GET(n->child[side]);

	if (inner)
		return outermost(inner, 1 - side, pc);
	struct tree_node *above = GET(n->parent);
	while (n == GET(above->child[side])) {
		n = above;
		above = GET(above->parent);
	}
	/* A root without anything on that side: its parent is the header, whose parent it is itself. */
	return GET(n->child[side]) == above ? n : above;
}

static struct tree_node *decrement(struct tree_node *n, uint64_t pc)
{
	/*
	 * Before the end comes the last: the header is red, as the root never is, and its own parent's
	 * parent.
	 */
	if (GET(n->color) == RED) {
		struct tree_node *root = GET(n->parent);
		if (GET(root->parent) == n)
			return GET(n->child[RIGHT]);
	}
	return neighbour(n, LEFT, pc);
}

INTERPOSE_CXX(struct tree_node *, _ZSt18_Rb_tree_incrementPSt18_Rb_tree_node_base)(struct tree_node *n)
{
	return neighbour(n, RIGHT, RETURN_ADDRESS);
}

INTERPOSE_CXX(struct tree_node *, _ZSt18_Rb_tree_incrementPKSt18_Rb_tree_node_base)(struct tree_node *n)
{
	return neighbour(n, RIGHT, RETURN_ADDRESS);
}

INTERPOSE_CXX(struct tree_node *, _ZSt18_Rb_tree_decrementPSt18_Rb_tree_node_base)(struct tree_node *n)
{
	return decrement(n, RETURN_ADDRESS);
}

INTERPOSE_CXX(struct tree_node *, _ZSt18_Rb_tree_decrementPKSt18_Rb_tree_node_base)(struct tree_node *n)
{
	return decrement(n, RETURN_ADDRESS);
}

/* --- Trees: inserting ----------------------------------------------------------------------------------- */

/* Has `now` hang where `old` did. */
static void replace_child(struct tree_node *header, struct tree_node *old, struct tree_node *now, uint64_t pc)
{
	struct tree_node *above = GET(old->parent);

	if (above == header) {
		SET(header->parent, now);
	} else {
		enum side side = GET(above->child[RIGHT]) == old;
		SET(above->child[side], now);
	}
	if (now)
		SET(now->parent, above);
}

/* n goes down to `side`, its child of the other side comes up. */
static void rotate(struct tree_node *header, struct tree_node *n, enum side side, uint64_t pc)
{
	struct tree_node *up = GET(n->child[1 - side]), *inner = GET(up->child[side]);

	replace_child(header, n, up, pc);
	SET(n->child[1 - side], inner);
	if (inner)
		SET(inner->parent, n);
	SET(up->child[side], n);
	SET(n->parent, up);
}

static void attach(struct tree_node *n, struct tree_node *parent, struct tree_node *header, enum side side,
                   uint64_t pc)
{
	SET(n->parent, parent);
	SET(n->child[LEFT], (struct tree_node *)NULL);
	SET(n->child[RIGHT], (struct tree_node *)NULL);
	SET(n->color, RED);
	if (parent == header) {
		SET(header->parent, n);
		SET(header->child[LEFT], n);
		SET(header->child[RIGHT], n);
		return;
	}
	SET(parent->child[side], n);
	if (GET(header->child[side]) == parent)
		SET(header->child[side], n);
}

/* n is red, and so may its parent be. */
static void repair_reds(struct tree_node *n, struct tree_node *header, uint64_t pc)
{
	while (n != GET(header->parent)) {
		struct tree_node *parent = GET(n->parent);
		if (GET(parent->color) == BLACK)
			break;
		struct tree_node *above = GET(parent->parent);
		enum side side = GET(above->child[RIGHT]) == parent;
		struct tree_node *uncle = GET(above->child[1 - side]);
		if (uncle && GET(uncle->color) == RED) {
			SET(parent->color, BLACK);
			SET(uncle->color, BLACK);
			SET(above->color, RED);
			n = above;
			continue;
		}
		if (GET(parent->child[1 - side]) == n) {
			rotate(header, parent, side, pc);
			parent = n;
		}
		SET(parent->color, BLACK);
		SET(above->color, RED);
		rotate(header, above, 1 - side, pc);
		break;
	}
	struct tree_node *root = GET(header->parent);
	SET(root->color, BLACK);
}

INTERPOSE_CXX(void, _ZSt29_Rb_tree_insert_and_rebalancebPSt18_Rb_tree_node_baseS0_RS_)
(bool left, struct tree_node *n, struct tree_node *parent, struct tree_node *header)
{
	uint64_t pc = RETURN_ADDRESS;
	attach(n, parent, header, left ? LEFT : RIGHT, pc);
	repair_reds(n, header, pc);
}

/*
 * --- Trees: erasing --------------------------------------------------------------------------------------
 */

static bool is_black(struct tree_node *n, uint64_t pc)
{
	return !n || GET(n->color) == BLACK;
}

/* Paths through n, a child of `parent` that may be NULL, have a black node too few. */
static void repair_blacks(struct tree_node *n, struct tree_node *parent, struct tree_node *header,
                          uint64_t pc)
{
	while (n != GET(header->parent) && is_black(n, pc)) {
		enum side side = GET(parent->child[LEFT]) == n ? LEFT : RIGHT;
		struct tree_node *sibling = GET(parent->child[1 - side]);
		if (GET(sibling->color) == RED) {
			SET(sibling->color, BLACK);
			SET(parent->color, RED);
			rotate(header, parent, side, pc);
			sibling = GET(parent->child[1 - side]);
		}
		struct tree_node *near = GET(sibling->child[side]), *far = GET(sibling->child[1 - side]);
		if (is_black(near, pc) && is_black(far, pc)) {
			SET(sibling->color, RED);
			n = parent;
			parent = GET(parent->parent);
			continue;
		}
		if (is_black(far, pc)) {
			SET(near->color, BLACK);
			SET(sibling->color, RED);
			rotate(header, sibling, 1 - side, pc);
			far = sibling;
			sibling = near;
		}
		SET(sibling->color, GET(parent->color));
		SET(parent->color, BLACK);
		SET(far->color, BLACK);
		rotate(header, parent, side, pc);
		return;
	}
	if (n)
		SET(n->color, BLACK);
}

/*
 * Has the next node take the place of n, which has two children. *hole: what is at the next one's place now.
 */
static void replace_by_next(struct tree_node *n, struct tree_node *header, struct tree_node **hole,
                            struct tree_node **parent, uint64_t pc)
{
	struct tree_node *next = outermost(GET(n->child[RIGHT]), LEFT, pc), *left = GET(n->child[LEFT]);

	*hole = GET(next->child[RIGHT]);
	*parent = next;
	if (GET(n->child[RIGHT]) != next) {
		struct tree_node *right = GET(n->child[RIGHT]);
		*parent = GET(next->parent);
		replace_child(header, next, *hole, pc);
		SET(next->child[RIGHT], right);
		SET(right->parent, next);
	}
	replace_child(header, n, next, pc);
	SET(next->child[LEFT], left);
	SET(left->parent, next);
	unsigned color = GET(next->color);
	SET(next->color, GET(n->color));
	SET(n->color, color);
}

static void replace_by_child(struct tree_node *n, struct tree_node *header, struct tree_node **hole,
                             struct tree_node **parent, uint64_t pc)
{
	struct tree_node *left = GET(n->child[LEFT]);

	*hole = left ? left : GET(n->child[RIGHT]);
	*parent = GET(n->parent);
	for (int side = LEFT; side <= RIGHT; side++)
		if (GET(header->child[side]) == n)
			SET(header->child[side], *hole ? outermost(*hole, (enum side)side, pc) : *parent);
	replace_child(header, n, *hole, pc);
}

/* Takes the node out, and returns it, for the caller to destroy. */
INTERPOSE_CXX(struct tree_node *, _ZSt28_Rb_tree_rebalance_for_erasePSt18_Rb_tree_node_baseRS_)
(struct tree_node *n, struct tree_node *header)
{
	struct tree_node *hole, *parent;

	uint64_t pc = RETURN_ADDRESS;
	if (GET(n->child[LEFT]) && GET(n->child[RIGHT]))
		replace_by_next(n, header, &hole, &parent, pc);
	else
		replace_by_child(n, header, &hole, &parent, pc);
	if (GET(n->color) == BLACK)
		repair_blacks(hole, parent, header, pc);
	return n;
}

/* --- Lists ---------------------------------------------------------------------------------------------- */

static void link_nodes(struct list_node *a, struct list_node *b, uint64_t pc)
{
	SET(a->next, b);
	SET(b->prev, a);
}

/* Puts the node before another. */
INTERPOSE_CXX(void, _ZNSt8__detail15_List_node_base7_M_hookEPS0_)
(struct list_node *n, struct list_node *before)
{
	uint64_t pc = RETURN_ADDRESS;
	link_nodes(GET(before->prev), n, pc);
	link_nodes(n, before, pc);
}

INTERPOSE_CXX(void, _ZNSt8__detail15_List_node_base9_M_unhookEv)(struct list_node *n)
{
	uint64_t pc = RETURN_ADDRESS;
	link_nodes(GET(n->prev), GET(n->next), pc);
}

/* Moves the nodes from `first` to the one before `end` to before `to`. */
INTERPOSE_CXX(void, _ZNSt8__detail15_List_node_base11_M_transferEPS0_S1_)
(struct list_node *to, struct list_node *first, struct list_node *end)
{
	uint64_t pc = RETURN_ADDRESS;
	if (to == end || first == end)
		return;
	struct list_node *last = GET(end->prev), *before = GET(first->prev), *front = GET(to->prev);
	link_nodes(before, end, pc);
	link_nodes(front, first, pc);
	link_nodes(last, to, pc);
}

INTERPOSE_CXX(void, _ZNSt8__detail15_List_node_base10_M_reverseEv)(struct list_node *head)
{
	struct list_node *n = head;

	uint64_t pc = RETURN_ADDRESS;
	do {
		struct list_node *next = GET(n->next), *prev = GET(n->prev);
		SET(n->next, prev);
		SET(n->prev, next);
		n = next;
	} while (n != head);
}

/* Moves what is in the ring of `a` to the new head b; b has nothing that would have to be kept. */
static void adopt(struct list_node *b, struct list_node *a, struct list_node *first, struct list_node *last,
                  uint64_t pc)
{
	if (first == a) {
		link_nodes(b, b, pc);
		return;
	}
	link_nodes(b, first, pc);
	link_nodes(last, b, pc);
}

INTERPOSE_CXX(void, _ZNSt8__detail15_List_node_base4swapERS0_S1_)(struct list_node *a, struct list_node *b)
{
	uint64_t pc = RETURN_ADDRESS;
	struct list_node *a_first = GET(a->next), *a_last = GET(a->prev);
	struct list_node *b_first = GET(b->next), *b_last = GET(b->prev);
	adopt(b, a, a_first, a_last, pc);
	adopt(a, b, b_first, b_last, pc);
}

/* --- Hash tables ---------------------------------------------------------------------------------------- */

struct rehash_policy {
	float most_load;
	size_t next_resize;
};

struct decision { /* std::pair<bool, std::size_t> */
	bool rehash;
	size_t buckets;
};

static void tell_policy(struct rehash_policy *p, uint64_t pc)
{
	plain_access((uint64_t)&p->most_load, sizeof p->most_load, false, pc);
	plain_access((uint64_t)&p->next_resize, sizeof p->next_resize, false, pc);
	plain_access((uint64_t)&p->next_resize, sizeof p->next_resize, true, pc);
}

INTERPOSE_CXX(struct decision, _ZNKSt8__detail20_Prime_rehash_policy14_M_need_rehashEmmm)
(struct rehash_policy *p, size_t buckets, size_t elements, size_t inserted)
{
	tell_policy(p, RETURN_ADDRESS);
	return REAL_CXX(_ZNKSt8__detail20_Prime_rehash_policy14_M_need_rehashEmmm)(p, buckets, elements,
	                                                                           inserted);
}

INTERPOSE_CXX(size_t, _ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm)(struct rehash_policy *p, size_t n)
{
	tell_policy(p, RETURN_ADDRESS);
	return REAL_CXX(_ZNKSt8__detail20_Prime_rehash_policy11_M_next_bktEm)(p, n);
}

INTERPOSE_CXX(size_t, _ZSt11_Hash_bytesPKvmm)(const void *bytes, size_t n, size_t seed)
{
	plain_access((uint64_t)bytes, n, false, RETURN_ADDRESS);
	return REAL_CXX(_ZSt11_Hash_bytesPKvmm)(bytes, n, seed);
}
