/* Integers as large as pointers are shown as integers, and what they are stored to by its own name, not by that of a cast on
 * the right. What does point to a block on the heap is shown as that block.
 *
 * expect: data-race
 * report: store ring->head = 0x100000000
 * report: cas ring->head 0x100000000 → 0x200000000
 * report: store ring->next = 0x300000000
 * report: store ring->self = block#1
 * unsaid: block#2
 * unsaid: uint64_t =
 * unsaid: nothing orders its use
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

struct ring { /* head: an index, and in the upper half how often it went round */
	_Atomic uint64_t head;
	_Atomic uintptr_t next;
	_Atomic(struct ring *) self;
	int data;
};

static struct ring *ring;

static void *push(void *unused)
{
	uint64_t head = atomic_load(&ring->head);

	atomic_compare_exchange_strong(&ring->head, &head, head + ((uint64_t)1 << 32));
	ring->data++;
	return unused;
}

int main(void)
{
	pthread_t t;

	ring = malloc(sizeof *ring);
	ring->head = (uint64_t)1 << 32;
	ring->next = (uintptr_t)3 << 32;
	ring->self = ring;
	ring->data = 0;
	pthread_create(&t, NULL, push, NULL);
	push(NULL);
	pthread_join(t, NULL);
	free(ring);
	return 0;
}
