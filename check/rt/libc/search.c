/*
 * Functions of <search.h>: tables, lists and trees in the program's memory. A tree is not balanced here:
 * programs see only the order of its keys.
 */
#include "rt/libc/described.h"
#include "rt/libc/malloc.h"
#include "rt/memory/heap.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

/* --- Tables --------------------------------------------------------------------------------------------- */

static char *find_in_table(const void *key, char *base, size_t n, size_t size, __compar_fn_t compare)
{
	for (size_t i = 0; i < n; i++)
		if (!compare(key, base + i * size))
			return base + i * size;
	return NULL;
}

INTERPOSE(void *, lfind)
(const void *key, const void *base, size_t *n, size_t size, __compar_fn_t compare)
{
	const uint64_t pc = RETURN_ADDRESS;

	IN(n, sizeof *n);
	return find_in_table(key, (char *)base, *n, size, compare);
}

INTERPOSE(void *, lsearch)(const void *key, void *base, size_t *n, size_t size, __compar_fn_t compare)
{
	const uint64_t pc = RETURN_ADDRESS;

	IN(n, sizeof *n);
	char *found = find_in_table(key, base, *n, size, compare);
	if (found)
		return found;
	found = (char *)base + *n * size;
	IN(key, size);
	OUT(found, size);
	rt_copy(found, key, size);
	OUT(n, sizeof *n);
	++*n;
	return found;
}

/* --- Lists ---------------------------------------------------------------------------------------------- */

struct element {
	struct element *next, *previous;
};

INTERPOSE(void, insque)(void *element, void *behind)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct element *e = element, *p = behind;

	OUT(e, sizeof *e);
	if (!p) {
		e->next = e->previous = NULL;
		return;
	}
	IN(&p->next, sizeof p->next);
	struct element *next = p->next;
	OUT(&p->next, sizeof p->next);
	p->next = e;
	if (next) {
		OUT(&next->previous, sizeof next->previous);
		next->previous = e;
	}
	e->next = next;
	e->previous = p;
}

INTERPOSE(void, remque)(void *element)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct element *e = element;

	IN(e, sizeof *e);
	struct element *next = e->next, *previous = e->previous;
	if (next) {
		OUT(&next->previous, sizeof next->previous);
		next->previous = previous;
	}
	if (previous) {
		OUT(&previous->next, sizeof previous->next);
		previous->next = next;
	}
}

/* --- Trees ---------------------------------------------------------------------------------------------- */

struct node {
	const void *key; /* comes first: programs look at it */
	struct node *left, *right;
};

/* The pointer that leads to the node with this key, or to where it would be. */
static struct node **find_node(const void *key, struct node **at, __compar_fn_t compare, uint64_t pc)
{
	for (;;) {
		IN(at, sizeof *at);
		struct node *n = *at;
		if (!n)
			return at;
		IN(n, sizeof *n);
		int order = compare(key, n->key);
		if (!order)
			return at;
		at = order < 0 ? &n->left : &n->right;
	}
}

INTERPOSE(void *, tfind)(const void *key, void *const *root, __compar_fn_t compare)
{
	return root ? *find_node(key, (struct node **)root, compare, RETURN_ADDRESS) : NULL;
}

INTERPOSE(void *, tsearch)(const void *key, void **root, __compar_fn_t compare)
{
	const uint64_t pc = RETURN_ADDRESS;

	if (!root)
		return NULL;
	struct node **at = find_node(key, (struct node **)root, compare, pc);
	if (*at)
		return *at;
	struct node *n = malloc_for_library(ACQ_CHOICE_MALLOC, sizeof *n, pc);
	if (!n)
		return NULL;
	OUT(n, sizeof *n);
	*n = (struct node){.key = key};
	OUT(at, sizeof *at);
	*at = n;
	return n;
}

INTERPOSE(void *, tdelete)(const void *key, void **root, __compar_fn_t compare)
{
	const uint64_t pc = RETURN_ADDRESS;
	struct node **at = root ? (struct node **)root : NULL, **parent = NULL;

	while (at) {
		IN(at, sizeof *at);
		struct node *n = *at;
		if (!n)
			return NULL;
		IN(n, sizeof *n);
		int order = compare(key, n->key);
		if (!order)
			break;
		parent = at;
		at = order < 0 ? &n->left : &n->right;
	}
	if (!at)
		return NULL;
	struct node *gone = *at;
	/* The parent; of the root's anything but NULL. */
	void *result = parent ? (void *)*parent : (void *)root;
	OUT(at, sizeof *at);
	if (gone->left && gone->right) {
		struct node **next = &gone->right; /* the least of what is greater */
		IN(*next, sizeof **next);
		while ((*next)->left) {
			next = &(*next)->left;
			IN(*next, sizeof **next);
		}
		struct node *n = *next;
		OUT(next, sizeof *next);
		*next = n->right;
		OUT(n, sizeof *n);
		n->left = gone->left;
		n->right = gone->right;
		*at = n;
	} else {
		*at = gone->left ? gone->left : gone->right;
	}
	malloc_free_for_library(gone, pc);
	return result;
}

static void walk(const struct node *n, int depth, void (*visit)(const void *, VISIT, int),
                 void (*visit_with)(const void *, VISIT, void *), void *closure, uint64_t pc)
{
#define VISIT_AS(when) (visit ? visit(n, (when), depth) : visit_with(n, (when), closure))
	IN(n, sizeof *n);
	if (!n->left && !n->right) {
		VISIT_AS(leaf);
		return;
	}
	VISIT_AS(preorder);
	if (n->left)
		walk(n->left, depth + 1, visit, visit_with, closure, pc);
	VISIT_AS(postorder);
	if (n->right)
		walk(n->right, depth + 1, visit, visit_with, closure, pc);
	VISIT_AS(endorder);
}

INTERPOSE(void, twalk)(const void *root, __action_fn_t visit)
{
	if (root && visit)
		walk(root, 0, visit, NULL, NULL, RETURN_ADDRESS);
}

INTERPOSE(void, twalk_r)
(const void *root, void (*visit)(const void *, VISIT, void *), void *closure)
{
	if (root && visit)
		walk(root, 0, NULL, visit, closure, RETURN_ADDRESS);
}

static void destroy(struct node *n, __free_fn_t free_key, uint64_t pc)
{
	if (!n)
		return;
	IN(n, sizeof *n);
	destroy(n->left, free_key, pc);
	destroy(n->right, free_key, pc);
	free_key((void *)n->key);
	malloc_free_for_library(n, pc);
}

INTERPOSE(void, tdestroy)(void *root, __free_fn_t free_key)
{
	destroy(root, free_key, RETURN_ADDRESS);
}
