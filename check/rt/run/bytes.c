/* memcpy and the like for the runtime, whose calls of those names lead here: see link_runtime.cmake. */
#include "rt/rt.h"

typedef uint64_t pair __attribute__((vector_size(16), aligned(1), may_alias));
typedef uint64_t word __attribute__((aligned(1), may_alias));

#define LARGE      512  /* from here on the processor's own copying is faster than a loop */
#define LARGE_FILL 2048 /* likewise filling */

static void *copy_large(void *to, const void *from, size_t n)
{
#if defined(__x86_64__)
	void *result = to;
	__asm__ volatile("rep movsb" : "+D"(to), "+S"(from), "+c"(n) : : "memory");
	return result;
#else
	for (size_t i = 0; i < n; i++)
		((volatile char *)to)[i] = ((const char *)from)[i];
	return to;
#endif
}

void *rt_copy(void *to, const void *from, size_t n)
{
	char *t = to;
	const char *f = from;

	if (n >= LARGE)
		return copy_large(to, from, n);
	for (; n >= 16; n -= 16, t += 16, f += 16)
		*(pair *)t = *(const pair *)f;
	if (n >= 8) {
		*(word *)t = *(const word *)f;
		n -= 8, t += 8, f += 8;
	}
	while (n--)
		*t++ = *f++;
	return to;
}

void *rt_fill(void *to, int byte, size_t n)
{
	char *t = to;
	uint64_t word8 = (unsigned char)byte * 0x0101010101010101u;
	pair both = {word8, word8};

#if defined(__x86_64__)
	if (n >= LARGE_FILL) {
		__asm__ volatile("rep stosb" : "+D"(t), "+c"(n) : "a"(byte) : "memory");
		return to;
	}
#endif
	for (; n >= 64; n -= 64, t += 64) {
		pair *p = (pair *)t;
		p[0] = both, p[1] = both, p[2] = both, p[3] = both;
	}
	for (; n >= 16; n -= 16, t += 16)
		*(pair *)t = both;
	while (n--)
		*t++ = (char)byte;
	return to;
}

void *rt_move(void *to, const void *from, size_t n)
{
	char *t = to;
	const char *f = from;

	if (t <= f || t >= f + n)
		return rt_copy(to, from, n);
	while (n--)
		t[n] = f[n];
	return to;
}

int rt_compare(const void *a, const void *b, size_t n)
{
	const unsigned char *p = a, *q = b;

	for (size_t i = 0; i < n; i++)
		if (p[i] != q[i])
			return p[i] < q[i] ? -1 : 1;
	return 0;
}
