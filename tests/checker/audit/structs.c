/* Structs of many sizes: passed, returned, copied, through pointers and in arrays. */
#include <stdlib.h>
#include <string.h>

#define STRUCT(n)                                            \
	struct s##n {                                        \
		char at[n];                                  \
	};                                                   \
	static struct s##n one##n, two##n, *to##n = &two##n; \
	__attribute__((noinline)) struct s##n make##n(int x) \
	{                                                    \
		struct s##n s;                               \
		memset(&s, x, sizeof s);                     \
		return s;                                    \
	}                                                    \
	__attribute__((noinline)) int take##n(struct s##n s) \
	{                                                    \
		return s.at[n - 1];                          \
	}                                                    \
	static int use##n(struct s##n *heap)                 \
	{                                                    \
		one##n = make##n(n);                         \
		*to##n = make##n(1);                         \
		*heap = one##n;                              \
		to##n[0] = heap[0];                          \
		heap[1] = *to##n;                            \
		return take##n(*to##n) + take##n(heap[1]);   \
	}

STRUCT(1)
STRUCT(2)
STRUCT(3)
STRUCT(5)
STRUCT(7)
STRUCT(8)
STRUCT(12)
STRUCT(16)
STRUCT(17)
STRUCT(24)
STRUCT(32)
STRUCT(40)
STRUCT(64)
STRUCT(100)
STRUCT(128)
STRUCT(200)
STRUCT(300)

struct mixed {
	double d;
	float f;
	long l;
	short s;
	char c;
	void *p;
};

static struct mixed mixed[4], *volatile chosen = mixed;

__attribute__((noinline)) struct mixed vary(struct mixed m, int n)
{
	m.d += n;
	m.p = &mixed[n];
	return m;
}

int main(int argc, char **argv)
{
	void *heap = calloc(1, 1000);
	int sum = 0;

	(void)argv;
	sum += use1(heap) + use2(heap) + use3(heap) + use5(heap) + use7(heap) + use8(heap) + use12(heap);
	sum += use16(heap) + use17(heap) + use24(heap) + use32(heap) + use40(heap) + use64(heap);
	sum += use100(heap) + use128(heap) + use200(heap) + use300(heap);
	for (int i = 0; i < 3; i++)
		chosen[i + 1] = vary(chosen[i], argc);
	free(heap);
	return sum == 0;
}
