/* Threads, and what programs keep them in. */
#include "emit.h"

enum { ARRAY, C11_ARRAY, LIST, ONE_BY_ONE, C_CONTAINERS };
enum { VECTOR, STD_LIST, DEQUE, STD_ARRAY, MAP, POINTERS, OPTIONAL, LAMBDAS, CXX_CONTAINERS };

void choose_container(struct writer *w)
{
	enum kind kind = w->s->kind;

	if (kind == CXX_THREADS)
		w->container = (uint8_t)choose(w, CXX_CONTAINERS);
	else
		w->container = kind == THREADS ? (uint8_t)choose(w, C_CONTAINERS) : ARRAY;
}

void write_thread_head(struct writer *w, unsigned t)
{
	if (w->s->kind == CXX_THREADS)
		line(w, "static void @T%u(int unused)", t);
	else if (w->container == C11_ARRAY)
		line(w, "static int @T%u(void *unused)", t);
	else
		line(w, "static void *@T%u(void *unused)", t);
}

static void cxx_begin(struct writer *w)
{
	static const char *const types[] = {
		"std::vector<std::thread> threads;",
		"std::list<std::thread> threads;",
		"std::deque<std::thread> threads;",
		"std::array<std::thread, 4> threads; size_t n = 0; (void)n;",
		"std::map<int, std::thread> threads;",
		"std::vector<std::unique_ptr<std::thread>> threads;",
		"std::optional<std::thread> threads[4]; size_t n = 0; (void)n;",
		"std::vector<std::thread> threads; threads.reserve(4);",
	};

	line(w, "%s", types[w->container]);
}

static void cxx_create(struct writer *w, unsigned u)
{
	static const char *const calls[] = {
		"threads.emplace_back(@T%u, %u);",
		"threads.emplace_front(@T%u, %u);",
		"threads.push_back(std::thread(@T%u, %u));",
		"threads[n++] = std::thread(@T%u, %u);",
		"threads.emplace(%u, std::thread(@T%u, %u));",
		"threads.push_back(std::make_unique<std::thread>(@T%u, %u));",
		"threads[n++].emplace(@T%u, %u);",
		"threads.emplace_back([k = %u] { @T%u(k); });",
	};

	line(w, calls[w->container], u, u, u);
}

static void cxx_join(struct writer *w)
{
	static const char *const loops[] = {
		"for (auto &each : threads) each.join();",
		"for (; !threads.empty(); threads.pop_back()) threads.back().join();",
		"while (!threads.empty()) { threads.front().join(); threads.pop_front(); }",
		"for (auto &each : threads) if (each.joinable()) each.join();",
		"for (auto &[key, each] : threads) each.join();",
		"std::for_each(threads.begin(), threads.end(), [](auto &each) { each->join(); });",
		"for (auto &each : threads) if (each) { each->join(); each.reset(); }",
		"for (auto &each : threads) { std::thread mine = std::move(each); mine.join(); }",
	};

	line(w, "%s", loops[w->container]);
}

void write_threads_begin(struct writer *w, unsigned t)
{
	(void)t;
	if (w->s->kind == CXX_THREADS)
		cxx_begin(w);
	else if (w->container == LIST)
		line(w, "struct node { struct node *next; pthread_t thread; } *first = NULL, **last = "
		        "&first; (void)last;");
	else if (w->container == C11_ARRAY)
		line(w, "thrd_t threads[4]; unsigned n = 0; (void)threads, (void)n;");
	else if (w->s->kind == THREADS)
		line(w, "pthread_t threads[4]; unsigned n = 0; (void)threads, (void)n;");
}

void write_create(struct writer *w, unsigned u)
{
	if (w->s->kind == CXX_THREADS)
		cxx_create(w, u);
	else if (w->container == LIST)
		line(w,
		     "*last = (struct node *)calloc(1, sizeof **last); pthread_create(&(*last)->thread, "
		     "NULL, @T%u, "
		     "NULL); last = &(*last)->next;",
		     u);
	else if (w->container == C11_ARRAY)
		line(w, "thrd_create(&threads[n++], @T%u, NULL);", u);
	else if (w->s->kind == THREADS)
		line(w, "pthread_create(&threads[n++], NULL, @T%u, NULL);", u);
	else
		line(w, "pthread_create(&@threads[%u], NULL, @T%u, NULL);", u, u);
}

/* All that the thread has created, where they are in a container. */
static void join_all(struct writer *w)
{
	if (w->s->kind == CXX_THREADS)
		cxx_join(w);
	else if (w->container == LIST)
		line(w, "while (first) { struct node *old = first; first = old->next; "
		        "pthread_join(old->thread, NULL); "
		        "free(old); }");
	else if (w->container == C11_ARRAY)
		line(w, "for (unsigned k = 0; k < n; k++) thrd_join(threads[k], NULL);");
	else
		line(w, "while (n) pthread_join(threads[--n], NULL);");
}

void write_join(struct writer *w, unsigned t, unsigned i)
{
	const struct code_of_thread *c = &w->s->program.threads[t];

	if (w->s->kind != THREADS && w->s->kind != CXX_THREADS)
		line(w, "pthread_join(@threads[%u], NULL);", c->at[i].thread);
	else if (!i || c->at[i - 1].code != I_JOIN)
		join_all(w);
}

/* In main: thread 0 is main's own. */
void write_initial_threads(struct writer *w)
{
	const struct program *p = &w->s->program;
	bool kept = w->s->kind == THREADS || w->s->kind == CXX_THREADS;

	line(w, "{");
	w->indent++;
	if (kept)
		write_threads_begin(w, 0);
	for (unsigned t = 1; t < p->thread_count; t++)
		if (!p->threads[t].created)
			write_create(w, t);
	line(w, "@T0(0);");
	if (kept)
		join_all(w);
	for (unsigned t = 1; t < p->thread_count && !kept; t++) {
		bool joined = false;
		for (unsigned u = 0; u < p->thread_count; u++)
			for (unsigned i = 0; i < p->threads[u].length; i++)
				joined |=
					p->threads[u].at[i].code == I_JOIN && p->threads[u].at[i].thread == t;
		if (!joined)
			line(w, "pthread_join(@threads[%u], NULL);", t);
	}
	w->indent--;
	line(w, "}");
}
