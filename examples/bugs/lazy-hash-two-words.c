/*
 * A string that caches its hash, and a flag that says whether it has one, since zero is a hash too. Several
 * threads may compute it, all the same, so no lock is needed. That argument is good for one word. With two,
 * a thread may see the flag and not yet the hash, and returns zero.
 *
 * Source: Jeremy Manson, "Date-Race-Ful Lazy Initialization for Performance", blog, 2008: why String.hashCode
 * of Java gets by without a lock, and how little has to be changed for that to be wrong.
 * Fix: the flag is stored with release and read with acquire.
 */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

#ifdef FIXED
#define PUBLISH memory_order_release
#define LOOK    memory_order_acquire
#else
#define PUBLISH memory_order_relaxed
#define LOOK    memory_order_relaxed
#endif

static const char text[] = "acqrel";
static atomic_uint hash;
static atomic_bool has_hash;

static unsigned compute(void)
{
	unsigned h = 0;

	for (const char *c = text; *c; c++)
		h = h * 31 + (unsigned char)*c;
	return h;
}

static unsigned get_hash(void)
{
	/* acquire: pairs with the store below; relaxed is WRONG: the hash may not be there yet */
	if (!atomic_load_explicit(&has_hash, LOOK)) {
		/* relaxed: all threads write the same */
		atomic_store_explicit(&hash, compute(), memory_order_relaxed);
		/* release: pairs with the load above; relaxed is WRONG: publishes no hash */
		atomic_store_explicit(&has_hash, 1, PUBLISH);
	}
	/* relaxed: the flag has ordered it */
	return atomic_load_explicit(&hash, memory_order_relaxed);
}

static void *use(void *arg)
{
	assert(get_hash() == compute());
	return arg;
}

int main(void)
{
	pthread_t other;

	pthread_create(&other, NULL, use, NULL);
	use(NULL);
	pthread_join(other, NULL);
	return 0;
}
