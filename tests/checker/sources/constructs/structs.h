/* Plain memory by structs and arrays: assigned, passed and returned by value, copied by builtins. */
#ifndef CONSTRUCTS_STRUCTS_H
#define CONSTRUCTS_STRUCTS_H

/* --- 16 bytes: in registers --------------------------------------------------------------------------- */

struct couple {
	long a, b;
};

UNUSED NOINLINE static struct couple couple_made(int v)
{
	struct couple p = {SPREAD(long, v), SPREAD(long, v)};
	return p;
}

NOINLINE UNUSED static int couple_looked_at(struct couple p)
{
	return p.a == p.b ? (int)(p.a & 0xff) : -1;
}

UNUSED NOINLINE static struct couple couple_passed(struct couple p)
{
	return p;
}

UNUSED NOINLINE static int couple_of_arguments(int n, ...)
{
	va_list arguments;

	va_start(arguments, n);
	struct couple p = va_arg(arguments, struct couple);
	va_end(arguments);
	return couple_looked_at(p);
}

WRITER couple_write_members(struct couple *p, int v)
{
	p->a = SPREAD(long, v);
	p->b = SPREAD(long, v);
}

WRITER couple_write_returned(struct couple *p, int v)
{
	*p = couple_made(v);
}

WRITER couple_write_assigned(struct couple *p, int v)
{
	struct couple q = {SPREAD(long, v), SPREAD(long, v)};
	*p = q;
}

WRITER couple_write_through(struct couple *p, int v)
{
	struct couple q = {SPREAD(long, v), SPREAD(long, v)};
	*p = couple_passed(q);
}

WRITER couple_write_builtin_memset(struct couple *p, int v)
{
	__builtin_memset(p, v, sizeof *p);
}

WRITER couple_write_memcpy(struct couple *p, int v)
{
	struct couple q = couple_made(v);
	memcpy(p, &q, sizeof q);
}

WRITER couple_write_builtin_memcpy(struct couple *p, int v)
{
	struct couple q = couple_made(v);
	__builtin_memcpy(p, &q, sizeof q);
}

WRITER couple_write_exchanged(struct couple *p, int v)
{
	struct couple q = couple_made(v), old = *p;
	*p = q;
	(void)old;
}

READER couple_read_members(struct couple *p)
{
	long a = p->a, b = p->b;
	return a == b ? (int)(a & 0xff) : -1;
}

READER couple_read_passed(struct couple *p)
{
	return couple_looked_at(*p);
}

READER couple_read_copied(struct couple *p)
{
	struct couple q = *p;
	return couple_looked_at(q);
}

READER couple_read_variadic(struct couple *p)
{
	return couple_of_arguments(1, *p);
}

READER couple_read_memcpy(struct couple *p)
{
	struct couple q;
	__builtin_memcpy(&q, p, sizeof q);
	return couple_looked_at(q);
}

READER couple_read_memcmp(struct couple *p)
{
	for (int v = 0; v < 8; v++) {
		struct couple q = {SPREAD(long, v), SPREAD(long, v)};
		if (!memcmp(p, &q, sizeof q))
			return v;
	}
	return -1;
}

/* --- 40 bytes: in memory ------------------------------------------------------------------------------ */

struct big {
	long a[5];
};

UNUSED NOINLINE static struct big big_made(int v)
{
	struct big b;
	for (int i = 0; i < 5; i++)
		b.a[i] = SPREAD(long, v);
	return b;
}

UNUSED NOINLINE static int big_looked_at(struct big b)
{
	return b.a[1] == b.a[4] ? (int)(b.a[1] & 0xff) : -1;
}

UNUSED NOINLINE static int big_second(int unused, struct big b, long also)
{
	return unused + also == 3 && b.a[0] == b.a[3] ? (int)(b.a[3] & 0xff) : -1;
}

UNUSED NOINLINE static struct big big_passed(struct big b)
{
	return b;
}

WRITER big_write_loop(struct big *b, int v)
{
	for (int i = 0; i < 5; i++)
		b->a[i] = SPREAD(long, v);
}

WRITER big_write_returned(struct big *b, int v)
{
	*b = big_made(v);
}

WRITER big_write_assigned(struct big *b, int v)
{
	struct big c = big_made(v);
	*b = c;
}

WRITER big_write_through(struct big *b, int v)
{
	*b = big_passed(big_made(v));
}

WRITER big_write_chosen(struct big *b, int v)
{
	struct big c = big_made(v), d = big_made(v + 1);
	*b = v > 100 ? d : c;
}

WRITER big_write_builtin_memset(struct big *b, int v)
{
	__builtin_memset(b, v, sizeof *b);
}

WRITER big_write_memset(struct big *b, int v)
{
	memset(b, v, sizeof *b);
}

WRITER big_write_memmove(struct big *b, int v)
{
	struct big c = big_made(v);
	memmove(b, &c, sizeof c);
}

WRITER big_write_builtin_memmove(struct big *b, int v)
{
	struct big c = big_made(v);
	__builtin_memmove(b, &c, sizeof c);
}

READER big_read_passed(struct big *b)
{
	return big_looked_at(*b);
}

READER big_read_second(struct big *b)
{
	return big_second(1, *b, 2);
}

READER big_read_member(struct big *b)
{
	return (int)(b->a[2] & 0xff);
}

READER big_read_copied(struct big *b)
{
	struct big c = *b;
	return big_looked_at(c);
}

READER big_read_through(struct big *b)
{
	struct big c = big_passed(*b);
	return c.a[0] == c.a[4] ? (int)(c.a[0] & 0xff) : -1;
}

/* --- Odd sizes ---------------------------------------------------------------------------------------- */

struct odd {
	char c[7];
};

UNUSED NOINLINE static struct odd odd_made(int v)
{
	struct odd o;
	__builtin_memset(o.c, v, sizeof o.c);
	return o;
}

UNUSED NOINLINE static int odd_looked_at(struct odd o)
{
	return o.c[0] == o.c[6] ? o.c[3] : -1;
}

WRITER odd_write_returned(struct odd *o, int v)
{
	*o = odd_made(v);
}

WRITER odd_write_assigned(struct odd *o, int v)
{
	struct odd p = odd_made(v);
	*o = p;
}

WRITER odd_write_bytes(struct odd *o, int v)
{
	for (int i = 0; i < 7; i++)
		o->c[i] = (char)v;
}

WRITER odd_write_builtin_memset(struct odd *o, int v)
{
	__builtin_memset(o->c, v, 7);
}

READER odd_read_passed(struct odd *o)
{
	return odd_looked_at(*o);
}

READER odd_read_bytes(struct odd *o)
{
	return o->c[0] == o->c[5] ? o->c[6] : -1;
}

READER odd_read_copied(struct odd *o)
{
	struct odd p = *o;
	return odd_looked_at(p);
}

struct packed {
	char before;
	long value;
	short after;
} __attribute__((packed));

WRITER packed_write_members(struct packed *p, int v)
{
	p->before = (char)v;
	p->value = v;
	p->after = (short)v;
}

WRITER packed_write_assigned(struct packed *p, int v)
{
	struct packed q = {(char)v, v, (short)v};
	*p = q;
}

READER packed_read_members(struct packed *p)
{
	return p->before == p->after ? (int)p->value : -1;
}

READER packed_read_misaligned(struct packed *p)
{
	return (int)p->value;
}

/* --- Bit-fields --------------------------------------------------------------------------------------- */

struct bits {
	unsigned a : 20;
	unsigned b : 4;
	unsigned char c;
	unsigned long d : 33, e : 5;
};

WRITER bits_write_fields(struct bits *b, int v)
{
	b->a = (unsigned)v;
	b->e = (unsigned)v;
}

WRITER bits_write_added(struct bits *b, int v)
{
	b->a += (unsigned)v - b->a;
	b->e ^= b->e ^ (unsigned)v;
}

WRITER bits_write_assigned(struct bits *b, int v)
{
	struct bits c = *b;
	c.a = c.e = (unsigned)v & 15;
	*b = c;
}

READER bits_read_fields(struct bits *b)
{
	return b->a == b->e ? (int)b->a : -1;
}

READER bits_read_one(struct bits *b)
{
	return (int)b->a;
}

/* --- Numbers of unusual sizes ------------------------------------------------------------------------- */

typedef long double extended;

WRITER extended_write_assigned(extended *e, int v)
{
	*e = v;
}

WRITER extended_write_added(extended *e, int v)
{
	*e += v - *e;
}

UNUSED NOINLINE static extended extended_made(int v)
{
	return v;
}

WRITER extended_write_returned(extended *e, int v)
{
	*e = extended_made(v);
}

READER extended_read_converted(extended *e)
{
	return (int)*e;
}

UNUSED NOINLINE static int extended_looked_at(extended e)
{
	return (int)e;
}

READER extended_read_passed(extended *e)
{
	return extended_looked_at(*e);
}

typedef float parts __attribute__((vector_size(16)));
typedef int eight __attribute__((vector_size(32)));

WRITER parts_write_assigned(parts *p, int v)
{
	*p = (parts){(float)v, (float)v, (float)v, (float)v};
}

WRITER parts_write_element(parts *p, int v)
{
	parts q = *p;
	q[0] = q[3] = (float)v;
	*p = q;
}

READER parts_read_element(parts *p)
{
	return (int)(*p)[3];
}

READER parts_read_all(parts *p)
{
	parts q = *p;
	return q[0] == q[3] ? (int)q[0] : -1;
}

WRITER eight_write_assigned(eight *p, int v)
{
	*p = (eight){v, v, v, v, v, v, v, v};
}

WRITER eight_write_added(eight *p, int v)
{
	eight all = {v, v, v, v, v, v, v, v};
	*p = *p - *p + all;
}

READER eight_read_all(eight *p)
{
	eight q = *p;
	return q[0] == q[7] ? q[4] : -1;
}

READER eight_read_element(eight *p)
{
	return (*p)[5];
}

typedef __int128 wide;

WRITER wide_write_assigned(wide *w, int v)
{
	*w = v;
}

WRITER wide_write_added(wide *w, int v)
{
	*w += v - *w;
}

READER wide_read_converted(wide *w)
{
	return (int)*w;
}

typedef __complex__ double imaginary;

WRITER imaginary_write_parts(imaginary *c, int v)
{
	__real__ *c = v;
	__imag__ *c = v;
}

WRITER imaginary_write_assigned(imaginary *c, int v)
{
	imaginary d;
	__real__ d = v;
	__imag__ d = v;
	*c = d;
}

READER imaginary_read_parts(imaginary *c)
{
	return __real__ * c == __imag__ * c ? (int)__real__ * c : -1;
}

/* --- Loops that become vectors or calls --------------------------------------------------------------- */

struct row {
	int a[20];
};

WRITER row_write_loop(struct row *r, int v)
{
	for (int i = 0; i < 20; i++)
		r->a[i] = v;
}

WRITER row_write_rising(struct row *r, int v)
{
	for (int i = 0; i < 20; i++)
		r->a[i] = v + (i == 21);
}

WRITER row_write_copied(struct row *r, int v)
{
	struct row from;
	for (int i = 0; i < 20; i++)
		from.a[i] = v;
	for (int i = 0; i < 20; i++)
		r->a[i] = from.a[i];
}

READER row_read_sum(struct row *r)
{
	int sum = 0;
	for (int i = 0; i < 20; i++)
		sum += r->a[i];
	return sum % 20 ? -1 : sum / 20;
}

READER row_read_copied(struct row *r)
{
	struct row to;
	for (int i = 0; i < 20; i++)
		to.a[i] = r->a[i];
	return to.a[0] == to.a[19] ? to.a[7] : -1;
}

READER row_read_last(struct row *r)
{
	return r->a[19];
}

#ifndef __cplusplus
/* --- An atomic that is initialized: no atomic access, by C11 7.17.2.1 ----------------------------------- */

typedef atomic_int begun;

WRITER begun_write_init(begun *b, int v)
{
	atomic_init(b, v);
}

READER begun_read_loaded(begun *b)
{
	return atomic_load_explicit(b, memory_order_relaxed);
}
#endif

#endif
