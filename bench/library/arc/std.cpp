#include "peer.h"

#include <memory>

static const std::shared_ptr<long> value = std::make_shared<long>(42);
static const std::weak_ptr<long> weak = value;

static void clone(long times)
{
	for (long i = 0; i < times; i++) {
		std::shared_ptr<long> mine = value;
		__asm__ volatile("" : : "r"(mine.get()));
	}
}

static void upgrade(long times)
{
	for (long i = 0; i < times; i++) {
		std::shared_ptr<long> mine = weak.lock();
		__asm__ volatile("" : : "r"(mine.get()));
	}
}

static void downgrade(long times)
{
	for (long i = 0; i < times; i++) {
		std::weak_ptr<long> mine = value;
		__asm__ volatile("" : : "r"(&mine));
	}
}

static void make(long times)
{
	for (long i = 0; i < times; i++) {
		std::shared_ptr<long> mine = std::make_shared<long>(i);
		__asm__ volatile("" : : "r"(mine.get()));
	}
}

extern "C" const struct peer std_peer = {"std::shared_ptr", {clone, upgrade, downgrade, make}};
