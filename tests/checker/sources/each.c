/*
 * Each way to write an access by itself, with nothing random: two threads that use it without order are a
 * race, and what it has written is undone before the next execution.
 */
#include "source.h"

static void print_race(const struct construct *c, unsigned number, FILE *out)
{
	const char *thread = c->writes ? "%s(HIDDEN(&p%u_o), 1)" : "p%2$u_read = %1$s(HIDDEN(&p%2$u_o))";

	fprintf(out, "static void *p%u_T1(void *unused)\n{\n\t", number);
	fprintf(out, thread, c->name, number);
	fprintf(out, ";\n\treturn unused;\n}\n");
	fprintf(out, "static void p%u_main(void)\n{\n\tpthread_t t;\n", number);
	fprintf(out, "\tpthread_create(&t, NULL, p%u_T1, NULL);\n", number);
	if (c->writes)
		fprintf(out, "\t%s(HIDDEN(&p%u_o), 2);\n", c->name, number);
	else
		fprintf(out, "\toverwrite(&p%u_o, sizeof p%u_o);\n", number, number);
	fprintf(out, "\tpthread_join(t, NULL);\n}\n");
}

static void print_undo(const struct construct *c, unsigned number, FILE *out)
{
	fprintf(out, "static ATOMIC(int) p%u_x;\n", number);
	fprintf(out, "static void *p%u_T1(void *unused)\n{\n\tp%u_x = 1;\n\treturn unused;\n}\n", number,
	        number);
	fprintf(out, "static void p%u_main(void)\n{\n\tpthread_t t;\n", number);
	fprintf(out, "\tpthread_create(&t, NULL, p%u_T1, NULL);\n\t(void)(int)p%u_x;\n", number, number);
	fprintf(out, "\tuntouched((const void *)&p%u_o, sizeof p%u_o);\n", number, number);
	fprintf(out, "\t%s(HIDDEN(&p%u_o), 1);\n\tpthread_join(t, NULL);\n}\n", c->name, number);
}

unsigned each_count(enum kind kind)
{
	return 2 * (unsigned)constructs_of(kind)->count;
}

const char *each_print(enum kind kind, unsigned which, unsigned number, FILE *out, bool *race)
{
	const struct construct *c = &constructs_of(kind)->at[which / 2];

	*race = !(which & 1) || !c->writes;
	if (!out)
		return c->name;
	fprintf(out, "\nstatic %s p%u_o;\nstatic volatile int p%u_read UNUSED;\n", c->type, number, number);
	if (*race)
		print_race(c, number, out);
	else
		print_undo(c, number, out);
	return c->name;
}
