/* Every type of number, bit-fields of odd widths, complex numbers, vectors, and loops that become vectors. */
#include <complex.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

struct fields {
	unsigned long a : 3, b : 40, c : 21;
	unsigned d : 7, e : 17, f : 8;
	unsigned short g : 3, h : 13;
	signed char i : 5, j : 3;
	bool k : 1, l : 1;
} __attribute__((packed));

typedef int v4 __attribute__((vector_size(16)));
typedef float v8 __attribute__((vector_size(32)));
typedef double v64 __attribute__((vector_size(64)));

static struct fields fields, *to = &fields;
static long double ld, lds[4];
static complex double cd;
static complex float cf;
static _Bool flag;
static __int128 big;
static int8_t i8[70];
static int16_t i16[70];
static int32_t i32[70], other[70];
static int64_t i64[70];
static float f32[70];
static double f64[70];
static v4 a4, b4;
static v8 a8, b8;
static v64 a64, b64;
static _Thread_local int local_to_thread;
static union {
	double d;
	uint64_t u;
	char c[8];
} both;

__attribute__((noinline)) void loops(int n)
{
	for (int i = 0; i < n; i++)
		i32[i] = i * n;
	for (int i = 0; i < n; i++)
		other[i] += i32[n - 1 - i];
	for (int i = 0; i < n; i++)
		f64[i] = f64[i] * 2 + f32[i];
	for (int i = 0; i < n; i++)
		i64[i] = i8[i] + i16[i];
	for (int i = 0; i < n; i++)
		i8[i] = (int8_t)other[i];
	for (int i = 1; i < n; i += 2)
		i16[i] ^= 5;
	for (int i = 0; i < n; i++)
		f32[i] = (float)i32[i];
	for (int i = 0; i < n; i++)
		if (i32[i] > 7)
			f64[i] = 1;
}

__attribute__((noinline)) long numbers(int n)
{
	to->a = (unsigned)n;
	to->b += (unsigned)n;
	to->c--;
	to->d ^= 1;
	to->e = to->d;
	to->f++;
	to->g = 1;
	to->h = to->g;
	to->i = -1;
	to->j = to->i;
	to->k = to->l;
	to->l = 1;
	ld += n;
	lds[n] = ld * 2;
	cd = cd * cd + n;
	cf = (float)n + cf * I;
	flag = !flag;
	big += (__int128)n << 70;
	a4 = b4 + n;
	b4 *= a4;
	a8 = b8 + (float)n;
	b8 *= a8;
	a64 = b64 + (double)n;
	b64 *= a64;
	local_to_thread += n;
	both.d = n;
	both.c[n] = (char)both.u;
	return (long)ld + (long)creal(cd) + (long)big + a4[n] + (long)a8[n] + (long)a64[n] + local_to_thread;
}

int main(int argc, char **argv)
{
	(void)argv;
	loops(65 + argc);
	loops(16 + argc);
	loops(2 + argc);
	return numbers(argc) == -1;
}
