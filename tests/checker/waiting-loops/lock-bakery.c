/* Lamport's bakery, seq_cst.
 *
 * with: ok 9
 * with -DTHREADS=3: ok 254
 * with -DBROKEN: livelock
 */
#include "spin.h"

static atomic_int choosing[THREADS], number[THREADS];

static void lock(int me)
{
	atomic_store(&choosing[me], 1);
	int max = 0;
	for (int i = 0; i < THREADS; i++) {
		int n = atomic_load(&number[i]);
		if (n > max)
			max = n;
	}
	atomic_store(&number[me], max + 1);
	atomic_store(&choosing[me], 0);
	for (int i = 0; i < THREADS; i++) {
		while (atomic_load(&choosing[i]))
			;
		for (;;) {
			int n = atomic_load(&number[i]);
			if (!n || n > max + 1 || (n == max + 1 && i >= me))
				break;
		}
	}
}

static void unlock(int me)
{
	atomic_store(&number[me], 0);
}

#include "lock.h"
