/* Memory pools: what they have handed out, and have left, comes back.
 *
 * expect: ok 2
 * flags: -std=c++17
 */
#include <acqrel/check.h>

#include <cassert>
#include <memory>
#include <memory_resource>

struct object {
	std::pmr::unsynchronized_pool_resource pool;
	std::pmr::synchronized_pool_resource shared;
	std::pmr::monotonic_buffer_resource buffer;
};

int main()
{
	auto o = std::make_unique<object>();
	void *first[] = {o->pool.allocate(16), o->shared.allocate(16), o->buffer.allocate(16)};
	int way = ar_choose(2);

	void *second[] = {o->pool.allocate(16), o->shared.allocate(16), o->buffer.allocate(16)};
	for (int i = 0; i < 3; i++)
		assert(second[i] != first[i]);
	if (way == 0) {
		o->pool.deallocate(first[0], 16);
		o->shared.deallocate(first[1], 16);
		assert(o->pool.allocate(16) != second[0] && o->shared.allocate(16) != second[1]);
	}
	void *third[] = {o->pool.allocate(16), o->shared.allocate(16)};
	assert(third[0] != second[0] && third[1] != second[1]);
}
