/* A program as C or C++. Whatever may be written in several ways is written in a random one. */
#include "emit.h"

#include "../engine/random.h"

#include <stdarg.h>
#include <string.h>

unsigned choose(struct writer *w, unsigned n)
{
	return random_below(&w->state, n);
}

void line(struct writer *w, const char *form, ...)
{
	char with_prefix[1024], *to = with_prefix;
	va_list arguments;

	for (const char *from = form; *from && to < with_prefix + sizeof with_prefix - 16; from++)
		if (*from == '@')
			to += sprintf(to, "p%u_", w->number);
		else
			*to++ = *from;
	*to = 0;
	for (unsigned i = 0; i < w->indent; i++)
		fputc('\t', w->out);
	va_start(arguments, form);
	vfprintf(w->out, with_prefix, arguments);
	va_end(arguments);
	fputc('\n', w->out);
}

/* --- Variables -------------------------------------------------------------------------------------- */

static bool has_pointer(uint8_t storage)
{
	return storage == ON_HEAP || storage == ON_STACK;
}

static void declare(struct writer *w, uint8_t storage, const char *type, const char *name)
{
	if (has_pointer(storage)) {
		line(w, "static %s *@%s_at;", type, name);
		line(w, "#define @%s (*@%s_at)", name, name);
	} else {
		line(w, "%s%s @%s;", storage == AT_STATIC ? "static " : "", type, name);
	}
}

/* At the beginning of main. */
static void begin(struct writer *w, uint8_t storage, const char *type, const char *name)
{
	if (storage == ON_HEAP) {
		line(w, "@%s_at = (%s *)calloc(1, sizeof *@%s_at);", name, type, name);
	} else if (storage == ON_STACK) {
		line(w, "%s %s_here; memset((void *)&%s_here, 0, sizeof %s_here);", type, name, name, name);
		line(w, "@%s_at = &%s_here;", name, name);
	} else {
		line(w, "untouched((const void *)&@%s, sizeof @%s);", name, name);
	}
}

static void each_variable(struct writer *w, void (*f)(struct writer *, uint8_t, const char *, const char *))
{
	char name[8], type[32];

	for (unsigned o = 0; o < w->s->object_count; o++) {
		snprintf(name, sizeof name, "o%u", o);
		f(w, w->object_storage[o], w->type[o], name);
	}
	for (int l = 0; l < w->s->first_lock; l++) {
		snprintf(name, sizeof name, "%c", location_name(l));
		snprintf(type, sizeof type, "ATOMIC(uint%d_t)", 8 * w->s->program.size[l]);
		f(w, w->atomic_storage[l], type, name);
	}
}

static void end(struct writer *w, uint8_t storage, const char *type, const char *name)
{
	(void)type;
	if (storage == ON_HEAP)
		line(w, "free((void *)@%s_at);", name);
}

static bool is_wide(const char *type) /* calloc aligns less */
{
	return !strcmp(type, "eight");
}

static void choose_variables(struct writer *w)
{
	static const char *const locks[] = {"plain_mutex",    "checking_mutex", "nesting_mutex",
	                                    "adaptive_mutex", "c11_mutex",      "c11_nesting_mutex",
	                                    "writers_lock",   "spin_lock",      "semaphore"};
	const struct constructs *c = constructs_of(w->s->kind);

	for (unsigned o = 0; o < w->s->object_count; o++) {
		memcpy(w->type[o], c->at[choose(w, (unsigned)c->count)].type, sizeof w->type[o]);
		w->object_storage[o] = (uint8_t)(choose(w, is_wide(w->type[o]) ? 2 : STORAGES));
	}
	for (int l = 0; l < w->s->first_lock; l++)
		w->atomic_storage[l] = (uint8_t)choose(w, STORAGES);
	for (int l = w->s->first_lock; l < w->s->program.location_count; l++) {
		w->lock[l] = locks[w->s->kind == LOCKS ? choose(w, 9) : 0];
		w->recursion[l] = strstr(w->lock[l], "nesting") && choose(w, 2);
	}
}

/* --- Instructions ----------------------------------------------------------------------------------- */

static const char *construct_for(struct writer *w, const char *type, bool writes)
{
	const struct constructs *c = constructs_of(w->s->kind);

	for (;;) {
		const struct construct *at = &c->at[choose(w, (unsigned)c->count)];
		if (at->writes == writes && !strcmp(at->type, type))
			return at->name;
	}
}

static void write_plain(struct writer *w, unsigned i, const struct instruction *in, const char *turn)
{
	const char *f = construct_for(w, w->type[in->location], in->code == I_PLAIN_WRITE);
	const char *hide = choose(w, 2) ? "HIDDEN" : "";

	if (in->code == I_PLAIN_WRITE)
		line(w, "%s(%s(&@o%u), %u);", f, hide, in->location, in->value.constant);
	else
		line(w, "r[%u%s] = (uint64_t)%s(%s(&@o%u));", i, turn, f, hide, in->location);
}

static void write_lock(struct writer *w, const struct instruction *in)
{
	const char *call = in->code == I_LOCK ? "lock" : "unlock";
	char l = location_name(in->location);

	line(w, "%s_%s(&@%c);", w->lock[in->location], call, l);
	if (w->recursion[in->location])
		line(w, "%s_%s(&@%c);", w->lock[in->location], call, l);
}

static unsigned write_instruction(struct writer *w, unsigned t, unsigned i, const char *turn);

/* Writes it, and returns how many there were. */
static unsigned write_one(struct writer *w, unsigned t, unsigned i, const char *turn)
{
	const struct instruction *in = &w->s->program.threads[t].at[i];

	switch (in->code) {
	case I_PLAIN_READ:
	case I_PLAIN_WRITE:
		write_plain(w, i, in, turn);
		break;
	case I_LOCK:
	case I_UNLOCK:
		write_lock(w, in);
		break;
	case I_CREATE:
		write_create(w, in->thread);
		break;
	case I_JOIN:
		write_join(w, t, i);
		break;
	case I_IF: {
		line(w, "if (r[%d] == %u) {", in->expected.from, in->expected.constant);
		w->indent++;
		unsigned n = 0;
		while (n < in->skip)
			n += write_instruction(w, t, i + 1 + n, turn);
		w->indent--;
		line(w, "}");
		return n + 1;
	}
	default:
		write_atomic(w, t, i);
	}
	return 1;
}

static const char *a_buffer(struct writer *w)
{
	switch (choose(w, 3)) {
	case 0:
		line(w, "static jmp_buf buffer;");
		return "buffer";
	case 1:
		line(w, "jmp_buf buffer;");
		return "buffer";
	default:
		return "thread_buffer";
	}
}

/* Between a setjmp and the longjmp back to it. */
static unsigned write_with_jump(struct writer *w, unsigned t, unsigned i, const char *turn)
{
	line(w, "{");
	w->indent++;
	const char *buffer = a_buffer(w);
	bool deep = choose(w, 2);
	line(w, "if (!setjmp(%s)) {", buffer);
	w->indent++;
	unsigned n = write_one(w, t, i, turn);
	line(w, deep ? "jump_to(&%s);" : "longjmp(%s, 1);", buffer);
	w->indent--;
	line(w, "}");
	w->indent--;
	line(w, "}");
	return n;
}

/* Some number of turns. */
static unsigned write_loop(struct writer *w, unsigned t, unsigned from)
{
	const struct loop *loop = &w->s->loops[t][from];
	char turn[32];

	snprintf(turn, sizeof turn, " + %u * turn", loop->length);
	line(w, "for (int turn = 0; turn < %u; turn++) {", loop->turns);
	w->indent++;
	for (unsigned n = 0; n < loop->length;)
		n += write_one(w, t, from + n, turn);
	w->indent--;
	line(w, "}");
	return loop->turns * loop->length;
}

static unsigned write_instruction(struct writer *w, unsigned t, unsigned i, const char *turn)
{
	uint8_t code = w->s->program.threads[t].at[i].code;
	bool may_jump = w->s->kind == JUMPS && code != I_IF && choose(w, 3);

	if (w->s->loops[t][i].turns)
		return write_loop(w, t, i);
	return may_jump ? write_with_jump(w, t, i, turn) : write_one(w, t, i, turn);
}

static void write_thread(struct writer *w, unsigned t)
{
	unsigned length = w->s->program.threads[t].length;

	write_thread_head(w, t);
	line(w, "{");
	w->indent++;
	line(w, "%suint64_t r[%u] = {0};", w->s->kind == JUMPS ? "volatile " : "", length + 1);
	write_threads_begin(w, t);
	if (w->s->kind == LIBC)
		line(w, "fresh_thread(%u, %d);", choose(w, 16), w->s->program.threads[t].created);
	for (unsigned i = 0; i < length;)
		i += write_instruction(w, t, i, "");
	for (unsigned i = 0; i < length; i++)
		if (is_recorded(w->s, t, i))
			line(w, "@seen[%u][%u] = r[%u];", t, i, i);
	line(w, w->s->kind == CXX_THREADS ? "(void)r, (void)unused;" : "(void)r; return 0;");
	w->indent--;
	line(w, "}");
}

/* --- All of it -------------------------------------------------------------------------------------- */

static void write_right(struct writer *w)
{
	line(w, "static const uint64_t @right[] = {");
	w->indent++;
	for (size_t i = 0; i < w->x->right_count; i++)
		line(w, "0x%llxu,", (unsigned long long)w->x->right[i]);
	line(w, "0};");
	w->indent--;
}

static void write_judgement(struct writer *w)
{
	line(w, "uint64_t h = 0;");
	for (unsigned t = 0; t < w->s->program.thread_count; t++)
		for (unsigned i = 0; i < w->s->program.threads[t].length; i++)
			if (is_recorded(w->s, t, i))
				line(w, "h = (h + @seen[%u][%u] + 1) * 0x9e3779b97f4a7c15u;", t, i);
	line(w, "judge(h, @right, %zu);", w->x->right_count);
}

static void write_locks(struct writer *w, const char *call)
{
	for (int l = w->s->first_lock; l < w->s->program.location_count; l++)
		line(w, "%s_%s(&@%c);", w->lock[l], call, location_name(l));
}

static void write_main(struct writer *w)
{
	line(w, "static void @main(void)");
	line(w, "{");
	w->indent++;
	each_variable(w, begin);
	write_locks(w, "begin");
	write_initial_threads(w);
	write_judgement(w);
	write_locks(w, "end");
	each_variable(w, end);
	w->indent--;
	line(w, "}");
}

void source_print(const struct source *s, const struct expected *x, unsigned number, FILE *out)
{
	struct writer w = {.s = s, .x = x, .number = number, .out = out, .state = ~s->seed * KINDS + s->kind};
	const struct program *p = &s->program;

	choose_variables(&w);
	choose_container(&w);
	fprintf(out, "\n/* --- %s, seed %llu\n", kind_names[s->kind], (unsigned long long)s->seed);
	program_print(p, out);
	fprintf(out, "%s%s%zu executions */\n", x->race ? "data race; " : "", x->stuck ? "deadlock; " : "",
	        x->count);
	each_variable(&w, declare);
	for (int l = s->first_lock; l < p->location_count; l++)
		line(&w, "static %s @%c%s;", w.lock[l], location_name(l),
		     !strcmp(w.lock[l], "plain_mutex") ? " = PTHREAD_MUTEX_INITIALIZER" : "");
	line(&w, "static uint64_t @seen[%u][%u];", p->thread_count, MAX_INSTRUCTIONS);
	line(&w, "static pthread_t @threads[%u] UNUSED;", p->thread_count);
	write_right(&w);
	for (unsigned t = p->thread_count; t-- > 0;)
		write_thread(&w, t);
	write_main(&w);
}

void batch_begin(enum kind kind, FILE *out)
{
	static const char *const headers[KINDS] = {[STRUCTS] = "structs.h",
	                                           [CXX] = "cxx.h",
	                                           [LIBC] = "libc.h",
	                                           [JUMPS] = "jumps.h",
	                                           [LOCKS] = "simple.h",
	                                           [THREADS] = "simple.h",
	                                           [CXX_THREADS] = "cxx_threads.h",
	                                           [ASSEMBLY] = "assembly.h"};

	fprintf(out, "#include \"common.h\"\n#include \"locks.h\"\n#include \"%s\"\n", headers[kind]);
}

void batch_end(unsigned count, FILE *out)
{
	fprintf(out, "\nint main(int argc, char **argv)\n{\n\tswitch (argc > 1 ? atoi(argv[1]) : 0) {\n");
	for (unsigned i = 0; i < count; i++)
		fprintf(out, "\tcase %u:\n\t\tp%u_main();\n\t\treturn 0;\n", i, i);
	fprintf(out, "\t}\n\treturn 1;\n}\n");
}
