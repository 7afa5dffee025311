#include "rt/memory/zones.h"

#include "engine/reserve.h"
#include "rt/error/violation.h"

struct zone_record { /* as the instrumentation of assembly writes them */
	int32_t from_here;
	uint32_t object_size, size;
};

extern const struct zone_record __start_acqrel_zones[] __attribute__((weak, visibility("hidden")));
extern const struct zone_record __stop_acqrel_zones[] __attribute__((weak, visibility("hidden")));

struct zone {
	uint64_t start, end; /* behind the variable */
	uint64_t object_size;
};

static struct zone *zones; /* by address */
static size_t zone_count;
static uint8_t *zone_bits; /* of each 8 bytes from zones_low on, whether one of them is in a zone */
uint64_t zones_low, zones_length;

/* They come nearly in order: those of each section do. */
static void sort_zones(void)
{
	size_t gap = 1;

	while (gap < zone_count / 3)
		gap = 3 * gap + 1;
	for (; gap; gap /= 3)
		for (size_t i = gap; i < zone_count; i++) {
			struct zone z = zones[i];
			size_t k = i;
			for (; k >= gap && zones[k - gap].start > z.start; k -= gap)
				zones[k] = zones[k - gap];
			zones[k] = z;
		}
}

static bool zone_bit(uint64_t address)
{
	uint64_t n = (address - zones_low) / 8;

	return zone_bits[n / 8] >> (n % 8) & 1;
}

void zones_init(void)
{
	size_t n = (size_t)(__stop_acqrel_zones - __start_acqrel_zones), got;

	if (!n || zone_count)
		return;
	zones = engine_reserve(n * sizeof *zones, &got);
	if (got < n * sizeof *zones)
		return;
	for (size_t i = 0; i < n; i++) {
		const struct zone_record *r = &__start_acqrel_zones[i];
		uint64_t start = (uint64_t)r + (uint64_t)(int64_t)r->from_here;
		zones[i] = (struct zone){start, start + r->size, r->object_size};
	}
	zone_count = n;
	sort_zones();
	/* An access may begin before the first. */
	uint64_t low = (zones[0].start - zones[0].object_size) & ~(uint64_t)7;
	uint64_t length = zones[n - 1].end - low;
	zone_bits = engine_reserve(length / 64 + 1, &got);
	if (got < length / 64 + 1)
		return;
	zones_low = low;
	for (size_t i = 0; i < n; i++)
		for (uint64_t a = zones[i].start & ~(uint64_t)7; a < zones[i].end; a += 8)
			zone_bits[(a - low) / 64] |= (uint8_t)(1 << (a - low) / 8 % 8);
	zones_length = length;
}

/* The first zone that ends behind the address; NULL: none does. */
static const struct zone *zone_behind(uint64_t address)
{
	size_t low = 0, high = zone_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (zones[middle].end > address)
			high = middle;
		else
			low = middle + 1;
	}
	return low < zone_count ? &zones[low] : NULL;
}

/* A variable that begins soon behind the access is more likely meant than one that ends long before it. */
static const struct zone *meant(const struct zone *z, uint64_t address, size_t size)
{
	const struct zone *next = z + 1;
	uint64_t behind = address - z->start;

	if (address < z->start || next == zones + zone_count)
		return z;
	uint64_t begins = next->start - next->object_size;
	return begins >= address + size && begins - address < behind ? next : z;
}

static void tell_variable(struct violation *v, const struct zone *z)
{
	unsigned long long size = v->size, object = z->object_size, start = z->start - z->object_size;
	const char *plural = v->size == 1 ? "" : "s",
		   *what = v->kind == ACQ_STEP_PLAIN_READ ? "read" : "write", *bytes = object == 1 ? "" : "s";

	v->object = start;
	v->object_size = object;
	if (v->address < start)
		violation_message(v, "%s of %llu byte%s, %llu before a variable of %llu byte%s", what, size,
		                  plural, start - v->address, object, bytes);
	else if (v->address < z->start)
		violation_message(v, "%s of %llu bytes across the end of a variable of %llu byte%s", what,
		                  size, object, bytes);
	else if (v->address == z->start)
		violation_message(v, "%s of %llu byte%s right behind the end of a variable of %llu byte%s",
		                  what, size, plural, object, bytes);
	else
		violation_message(v, "%s of %llu byte%s, %llu behind the end of a variable of %llu byte%s",
		                  what, size, plural, (unsigned long long)v->address - z->start, object,
		                  bytes);
}

static _Noreturn __attribute__((cold, noinline)) void raise_in_zone(const struct zone *z, uint64_t address,
                                                                    size_t size, bool write, uint64_t pc)
{
	struct violation v = {
		.verdict = ACQ_OUT_OF_BOUNDS,
		.kind = write ? ACQ_STEP_PLAIN_WRITE : ACQ_STEP_PLAIN_READ,
		.order = ACQ_NO_ORDER,
		.address = address,
		.size = size,
		.pc = pc,
	};

	tell_variable(&v, meant(z, address, size));
	violation_raise(&v);
}

void zones_look(uint64_t address, size_t size, bool write, uint64_t pc)
{
	uint64_t last = address + size - 1;

	if (!zone_bit(address) && size <= 8 && (last - zones_low >= zones_length || !zone_bit(last)))
		return;
	const struct zone *z = zone_behind(address);
	if (z && z->start < address + size)
		raise_in_zone(z, address, size, write, pc);
}
