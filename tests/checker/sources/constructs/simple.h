/* Plain memory as most programs access it. */
#ifndef CONSTRUCTS_SIMPLE_H
#define CONSTRUCTS_SIMPLE_H
typedef int simple;

WRITER simple_write_assigned(simple *s, int v)
{
	*s = v;
}

WRITER simple_write_volatile(simple *s, int v)
{
	*(volatile simple *)s = v;
}

READER simple_read_value(simple *s)
{
	return *s;
}

READER simple_read_volatile(simple *s)
{
	return *(volatile simple *)s;
}

#endif
