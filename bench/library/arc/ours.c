#include "peer.h"

#include <acqrel/arc.h>

#include <stdlib.h>

static long *value;
static ar_weak weak;

__attribute__((constructor)) static void begin(void)
{
	value = ar_arc_new(long, NULL, 42);
	if (!value)
		abort();
	weak = ar_arc_downgrade(value);
}

static void clone(long times)
{
	for (long i = 0; i < times; i++) {
		long *mine = ar_arc_clone(value);
		__asm__ volatile("" : : "r"(mine));
		ar_arc_drop(mine);
	}
}

static void upgrade(long times)
{
	for (long i = 0; i < times; i++) {
		long *mine = ar_weak_upgrade(long, weak);
		__asm__ volatile("" : : "r"(mine));
		ar_arc_drop(mine);
	}
}

static void downgrade(long times)
{
	for (long i = 0; i < times; i++)
		ar_weak_drop(ar_arc_downgrade(value));
}

static void make(long times)
{
	for (long i = 0; i < times; i++) {
		long *mine = ar_arc_new(long, NULL, i);
		__asm__ volatile("" : : "r"(mine));
		ar_arc_drop(mine);
	}
}

const struct peer ours = {"ar_arc", {clone, upgrade, downgrade, make}};
