/* What is underlined: the column that a compiler gives, and the expression that is meant. */
#include "report/source/expression.h"

#include <stdio.h>
#include <string.h>

static int failures;

/* The caret in `at` stands under the column. */
static void expect(const char *line, const char *at, enum expression_use use, const char *marked,
                   const char *object)
{
	int column = (int)strlen(at);
	struct span m = expression_at(line, column, use), o = expression_object(line, column, use);

	if ((int)strlen(marked) != m.end - m.start || strncmp(marked, line + m.start, strlen(marked))) {
		printf("%s\n  marks '%.*s', not '%s'\n", line, m.end - m.start, line + m.start, marked);
		failures++;
	}
	if (object &&
	    ((int)strlen(object) != o.end - o.start || strncmp(object, line + o.start, strlen(object)))) {
		printf("%s\n  is about '%.*s', not '%s'\n", line, o.end - o.start, line + o.start, object);
		failures++;
	}
}

#define READ  EXPRESSION_READ
#define WRITE EXPRESSION_WRITE
#define CALL  EXPRESSION_CALL

int main(void)
{
	expect("	data[i] = 1;", "         ^", WRITE, "data[i] = 1", "data[i]");
	expect("counter++;", "       ^", WRITE, "counter++", "counter");
	expect("++counter;", "^", WRITE, "++counter", "counter");
	expect("sum += array[i];", "            ^", READ, "array[i]", "array[i]");
	expect("sum += array[i];", "       ^", READ, "array[i]", "array[i]");
	expect("sum += x;", "    ^", WRITE, "sum += x", "sum");
	expect("a = b->c.d;", "     ^", READ, "b->c.d", "b->c.d");
	expect("a = b->c.d;", "       ^", READ, "b->c.d", "b->c.d");
	expect("a = b;", "  ^", READ, "b", NULL);
	expect("*p = 4;", "   ^", WRITE, "*p = 4", "*p");
	expect("x = *p + 1;", "    ^", READ, "*p", "*p");
	expect("x = a + b;", "      ^", READ, "a + b", "");
	expect("return total;", "^", READ, "return total", "");
	expect("if (done) stop();", "^", READ, "if (done)", "");
	expect("while (!(a = atomic_load(&s->head)))", "             ^", CALL, "atomic_load(&s->head)",
	       "s->head");
	expect("ar_store_release(&x[1], f(2, \")\"));", "^", CALL, "ar_store_release(&x[1], f(2, \")\"))",
	       "x[1]");
	expect("flag.load(std::memory_order_relaxed)", "         ^", CALL,
	       "flag.load(std::memory_order_relaxed)", "flag");
	expect("n = p->count.fetch_add(1);", "                      ^", CALL, "p->count.fetch_add(1)",
	       "p->count");
	expect("std::lock_guard<std::mutex> guard(q->m);", "                                      ^", CALL,
	       "guard(q->m)", "q->m");
	expect("while (!p->stop)", "       ^", READ, "!p->stop", "p->stop");
	expect("if (~*mask & 1)", "    ^", READ, "~*mask", "*mask");
	expect("	ch->head = (uint64_t)1 << 32;", "          ^", CALL, "ch->head = (uint64_t)1 << 32",
	       "ch->head");
	expect("*slot = f(3);", "      ^", CALL, "*slot = f(3)", "*slot");
	expect("s->n[i] += (int)k;", "        ^", CALL, "s->n[i] += (int)k", "s->n[i]");
	expect("assert((a | b) == 0);", "^", CALL, "assert((a | b) == 0)", "");
	expect("assert(ch->head);", "^", CALL, "assert(ch->head)", "ch->head");
	expect("pthread_mutex_lock(&m);", "^", CALL, "pthread_mutex_lock(&m)", "m");
	expect("call(a,", "^", CALL, "call(a,", NULL);
	expect("	f(); g(); // both", "", READ, "f()", NULL);
	expect("x", "                 ^", READ, "x", NULL);
	expect("", "^", READ, "", NULL);
	expect(")))", "^", READ, ")", NULL);
	expect("\"unclosed", "^", READ, "\"", NULL);
	return failures != 0;
}
