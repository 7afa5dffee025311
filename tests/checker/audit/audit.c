/*
 * Runs a program that acqrel cc has built, one instruction at a time, and compares each access to memory that
 * its code makes with what its instrumentation has told before. It knows nothing of the instrumentation but
 * the names of its functions: the instructions are those that the linker has left in the program.
 *
 * usage: audit [--steps N] [--all] PROGRAM [ARGUMENTS...]
 *
 * Prints a line `total N covered N uncovered N`: how many instructions of the program that access memory were
 * executed, counted once each; the uncovered have made an access that was not told. Before it, one line for
 * each of the uncovered: its address, where it is, what it does, and how often. Not looked at: accesses to
 * the thread's own stack, to memory that cannot be written, to the tables of the linker, to the thread
 * pointer, and to the stack protector's word.
 */
#define _GNU_SOURCE
#include <Zydis/Zydis.h>
#include <elf.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static _Noreturn void give_up(const char *why)
{
	perror(why);
	exit(2);
}

static void *must_have(void *p)
{
	if (!p)
		give_up("audit: memory");
	return p;
}

/* --- The program's file --- */

struct range {
	uint64_t start, end;
};

enum hook {
	HOOK_NONE,
	HOOK_READ, /* of `size` bytes; 0: the second argument says how many */
	HOOK_WRITE,
	HOOK_READ_WRITE,  /* both */
	HOOK_INSTRUCTION, /* performs the next instruction, or refuses it */
	HOOK_QUIET,       /* tells nothing of memory, and orders nothing */
	HOOK_OTHER,       /* what was told before does not hold any more */
};

struct function {
	uint64_t start, end;
	const char *name;
	enum hook hook;
	unsigned size;
};

static const uint8_t *file;
static size_t file_size;
static uint64_t base;         /* where it is loaded */
static struct range text[64]; /* the program's own code */
static size_t text_count;
static struct range table[16]; /* the linker's tables */
static size_t table_count;
static struct function *functions;
static size_t function_count;
static uint64_t main_start;
static uint64_t main_caller; /* where main returns to */

static bool begins_with(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

static void classify(struct function *f)
{
	static const struct {
		const char *prefix;
		enum hook hook;
	} kinds[] = {
		{"__tsan_unaligned_read_write", HOOK_READ_WRITE},
		{"__tsan_unaligned_volatile_read", HOOK_READ},
		{"__tsan_unaligned_volatile_write", HOOK_WRITE},
		{"__tsan_unaligned_read", HOOK_READ},
		{"__tsan_unaligned_write", HOOK_WRITE},
		{"__tsan_volatile_read", HOOK_READ},
		{"__tsan_volatile_write", HOOK_WRITE},
		{"__tsan_read_write", HOOK_READ_WRITE},
		{"__tsan_read_range", HOOK_READ},
		{"__tsan_write_range", HOOK_WRITE},
		{"__tsan_read", HOOK_READ},
		{"__tsan_write", HOOK_WRITE},
		{"__tsan_vptr_update", HOOK_WRITE},
		{"__tsan_vptr_read", HOOK_READ},
		{"__tsan_func_", HOOK_QUIET},
		{"acqrel_read", HOOK_READ},
		{"acqrel_write", HOOK_WRITE},
		{"acqrel_assembly", HOOK_INSTRUCTION},
	};

	f->hook = HOOK_OTHER;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (begins_with(f->name, kinds[i].prefix)) {
			f->hook = kinds[i].hook;
			break;
		}
	size_t n = strlen(f->name);
	while (n && f->name[n - 1] >= '0' && f->name[n - 1] <= '9')
		n--;
	if (begins_with(f->name, "acqrel_"))
		n = strlen(f->name); /* the number is the size of an element */
	f->size = begins_with(f->name, "__tsan_vptr") ? 8 : (unsigned)atoi(f->name + n);
}

static int by_start(const void *a, const void *b)
{
	const struct function *f = a, *g = b;

	return f->start < g->start ? -1 : f->start > g->start;
}

static void read_symbols(const Elf64_Shdr *sections, const Elf64_Shdr *s)
{
	const Elf64_Sym *symbols = (const void *)(file + s->sh_offset);
	const char *names = (const char *)file + sections[s->sh_link].sh_offset;
	size_t n = s->sh_size / sizeof *symbols;

	functions = must_have(calloc(n + 1, sizeof *functions));
	for (size_t i = 0; i < n; i++) {
		const Elf64_Sym *y = &symbols[i];
		if (ELF64_ST_TYPE(y->st_info) != STT_FUNC || !y->st_value)
			continue;
		struct function f = {y->st_value, y->st_value + (y->st_size ? y->st_size : 1),
		                     names + y->st_name, HOOK_NONE, 0};
		classify(&f);
		functions[function_count++] = f;
		if (!strcmp(f.name, "main"))
			main_start = f.start;
	}
	qsort(functions, function_count, sizeof *functions, by_start);
}

static void read_program(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0 || fstat(fd, &st))
		give_up(path);
	file_size = (size_t)st.st_size;
	file = mmap(NULL, file_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (file == MAP_FAILED)
		give_up(path);
	const Elf64_Ehdr *h = (const void *)file;
	const Elf64_Shdr *sections = (const void *)(file + h->e_shoff);
	const char *names = (const char *)file + sections[h->e_shstrndx].sh_offset;
	for (unsigned i = 0; i < h->e_shnum; i++) {
		const Elf64_Shdr *s = &sections[i];
		const char *name = names + s->sh_name;
		struct range r = {s->sh_addr, s->sh_addr + s->sh_size};
		if (s->sh_type == SHT_SYMTAB)
			read_symbols(sections, s);
		if ((s->sh_flags & SHF_EXECINSTR) && begins_with(name, ".text") && text_count < 64)
			text[text_count++] = r;
		if (begins_with(name, ".got") && table_count < 16)
			table[table_count++] = r;
	}
	close(fd);
}

/* The function at an address of the file, or the one before it. */
static const struct function *function_at(uint64_t address)
{
	size_t low = 0, high = function_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (functions[middle].start <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low ? &functions[low - 1] : NULL;
}

static const struct function *function_of_entry(uint64_t address)
{
	const struct function *f = function_at(address), *last = f;

	while (f > functions && f[-1].start == f->start && f->hook == HOOK_OTHER)
		f--; /* of several names that of a hook */
	if (f && f->hook == HOOK_OTHER)
		f = last;
	return f && f->start == address ? f : NULL; /* the last of them, if none is */
}

static bool is_in(const struct range *r, size_t n, uint64_t address)
{
	for (size_t i = 0; i < n; i++)
		if (address >= r[i].start && address < r[i].end)
			return true;
	return false;
}

/* --- Memory of the process --- */

struct mapping {
	uint64_t start, end;
	bool writable;
};

static struct mapping *mappings;
static size_t mapping_count, mapping_room;

static void read_mappings(pid_t pid)
{
	char path[64], line[4096], permissions[8];

	snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
	FILE *f = fopen(path, "re");
	mapping_count = 0;
	while (f && fgets(line, sizeof line, f)) {
		unsigned long long start, end;
		if (sscanf(line, "%llx-%llx %7s", &start, &end, permissions) != 3)
			continue;
		if (mapping_count == mapping_room) {
			mapping_room = mapping_room ? 2 * mapping_room : 256;
			mappings = must_have(realloc(mappings, mapping_room * sizeof *mappings));
		}
		mappings[mapping_count++] = (struct mapping){start, end, permissions[1] == 'w'};
	}
	if (f)
		fclose(f);
}

static const struct mapping *mapping_of(uint64_t address)
{
	for (size_t i = 0; i < mapping_count; i++)
		if (address >= mappings[i].start && address < mappings[i].end)
			return &mappings[i];
	return NULL;
}

static void read_base(pid_t pid, const char *path)
{
	char maps[64], line[4096], *real = realpath(path, NULL);
	const Elf64_Ehdr *h = (const void *)file;

	snprintf(maps, sizeof maps, "/proc/%d/maps", (int)pid);
	FILE *f = fopen(maps, "re");
	while (h->e_type == ET_DYN && f && real && fgets(line, sizeof line, f))
		if (strstr(line, real)) {
			base = strtoull(line, NULL, 16);
			break;
		}
	if (f)
		fclose(f);
	free(real);
}

/* --- Threads --- */

#define MOST_TOLD 4096

struct told {
	uint64_t start, end;
	bool write;
};

struct thread {
	pid_t pid;
	struct range stack;
	struct told told[MOST_TOLD];
	size_t told_count;
	bool all_told;   /* of the next instruction */
	bool watches;    /* runs freely up to an address */
	bool was_inside; /* the last instruction was the program's */
};

static struct thread **threads;
static size_t thread_count;

static struct thread *thread_of(pid_t pid)
{
	for (size_t i = 0; i < thread_count; i++)
		if (threads[i]->pid == pid)
			return threads[i];
	threads = must_have(realloc(threads, (thread_count + 1) * sizeof(void *)));
	struct thread *t = must_have(calloc(1, sizeof *t));
	t->pid = pid;
	return threads[thread_count++] = t;
}

static void tell(struct thread *t, uint64_t start, uint64_t size, bool write)
{
	if (t->told_count == MOST_TOLD) {
		memmove(t->told, t->told + MOST_TOLD / 2, sizeof t->told / 2);
		t->told_count = MOST_TOLD / 2;
	}
	t->told[t->told_count++] = (struct told){start, start + size, write};
}

/* Whether all of these bytes were told, by one or by several. */
static bool was_told(const struct thread *t, uint64_t start, uint64_t end, bool write)
{
	while (start < end) {
		uint64_t next = start;
		for (size_t i = 0; i < t->told_count; i++)
			if (t->told[i].start <= start && start < t->told[i].end &&
			    (t->told[i].write || !write) && t->told[i].end > next)
				next = t->told[i].end;
		if (next == start)
			return false;
		start = next;
	}
	return true;
}

/* --- Instructions --- */

struct instruction {
	bool decoded, is_call, accesses;
	uint64_t seen, untold, example;
	char kind[64];
	ZydisDecodedInstruction i;
	ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
};

static struct instruction **instructions; /* by distance from the beginning of the file's code */
static uint64_t code_start, code_end;
static ZydisDecoder decoder;
static ZydisFormatter formatter;

static const uint8_t *code_at(uint64_t address, size_t *left)
{
	const Elf64_Ehdr *h = (const void *)file;
	const Elf64_Phdr *p = (const void *)(file + h->e_phoff);

	for (unsigned i = 0; i < h->e_phnum; i++)
		if (p[i].p_type == PT_LOAD && address >= p[i].p_vaddr &&
		    address < p[i].p_vaddr + p[i].p_filesz) {
			*left = p[i].p_vaddr + p[i].p_filesz - address;
			return file + p[i].p_offset + (address - p[i].p_vaddr);
		}
	return NULL;
}

static struct instruction *instruction_at(uint64_t address)
{
	struct instruction **at = &instructions[address - code_start];
	size_t left;

	if (*at)
		return *at;
	*at = must_have(calloc(1, sizeof **at));
	const uint8_t *bytes = code_at(address, &left);
	(*at)->decoded = bytes && ZYAN_SUCCESS(ZydisDecoderDecodeFull(&decoder, bytes, left, &(*at)->i,
	                                                              (*at)->operands));
	(*at)->is_call = (*at)->decoded && (*at)->i.meta.category == ZYDIS_CATEGORY_CALL;
	return *at;
}

static uint64_t register_value(const struct user_regs_struct *r, ZydisRegister name, uint64_t rip)
{
	switch (ZydisRegisterGetLargestEnclosing(ZYDIS_MACHINE_MODE_LONG_64, name)) {
	case ZYDIS_REGISTER_RAX:
		return r->rax;
	case ZYDIS_REGISTER_RBX:
		return r->rbx;
	case ZYDIS_REGISTER_RCX:
		return r->rcx;
	case ZYDIS_REGISTER_RDX:
		return r->rdx;
	case ZYDIS_REGISTER_RSI:
		return r->rsi;
	case ZYDIS_REGISTER_RDI:
		return r->rdi;
	case ZYDIS_REGISTER_RBP:
		return r->rbp;
	case ZYDIS_REGISTER_RSP:
		return r->rsp;
	case ZYDIS_REGISTER_R8:
		return r->r8;
	case ZYDIS_REGISTER_R9:
		return r->r9;
	case ZYDIS_REGISTER_R10:
		return r->r10;
	case ZYDIS_REGISTER_R11:
		return r->r11;
	case ZYDIS_REGISTER_R12:
		return r->r12;
	case ZYDIS_REGISTER_R13:
		return r->r13;
	case ZYDIS_REGISTER_R14:
		return r->r14;
	case ZYDIS_REGISTER_R15:
		return r->r15;
	case ZYDIS_REGISTER_RIP:
		return rip;
	default:
		return 0;
	}
}

static uint64_t address_of(const struct instruction *i, const ZydisDecodedOperand *o,
                           const struct user_regs_struct *r)
{
	uint64_t address = (uint64_t)o->mem.disp.value;
	uint64_t rip = r->rip + i->i.length;

	if (!o->mem.disp.has_displacement)
		address = 0;
	address += register_value(r, o->mem.base, rip) + register_value(r, o->mem.index, rip) * o->mem.scale;
	if (i->i.address_width == 32)
		address = (uint32_t)address;
	if (o->mem.segment == ZYDIS_REGISTER_FS)
		address += r->fs_base;
	return address;
}

/* Memory that the audit is not about. */
static bool is_left_out(struct thread *t, const ZydisDecodedOperand *o, uint64_t address,
                        const struct user_regs_struct *r)
{
	const struct mapping *m;

	if (address >= t->stack.start && address < t->stack.end)
		return true;
	if (o->mem.segment == ZYDIS_REGISTER_FS && o->mem.base == ZYDIS_REGISTER_NONE &&
	    o->mem.disp.value == 0x28)
		return true; /* the stack protector's word */
	if (o->mem.segment == ZYDIS_REGISTER_FS && address == r->fs_base)
		return true; /* the thread pointer */
	if (is_in(table, table_count, address - base))
		return true;
	m = mapping_of(address);
	if (!m) {
		read_mappings(t->pid);
		m = mapping_of(address);
	}
	return !m || !m->writable;
}

static void look_at(struct thread *t, struct instruction *i, const struct user_regs_struct *r)
{
	bool any = false, missing = false;
	uint64_t example = 0;

	if (!i->decoded || i->i.mnemonic == ZYDIS_MNEMONIC_LEA || i->i.mnemonic == ZYDIS_MNEMONIC_NOP ||
	    i->i.meta.category == ZYDIS_CATEGORY_PREFETCH)
		return;
	for (unsigned k = 0; k < i->i.operand_count; k++) {
		const ZydisDecodedOperand *o = &i->operands[k];
		if (o->type != ZYDIS_OPERAND_TYPE_MEMORY)
			continue;
		if (o->mem.type == ZYDIS_MEMOP_TYPE_VSIB) /* an address for each element */
			any = missing = true;
		if (o->mem.type != ZYDIS_MEMOP_TYPE_MEM)
			continue;
		bool reads = o->actions & ZYDIS_OPERAND_ACTION_MASK_READ,
		     writes = o->actions & ZYDIS_OPERAND_ACTION_MASK_WRITE;
		uint64_t size = o->size / 8, address = address_of(i, o, r);
		if (i->i.attributes &
		            (ZYDIS_ATTRIB_HAS_REP | ZYDIS_ATTRIB_HAS_REPE | ZYDIS_ATTRIB_HAS_REPNE) &&
		    !r->rcx)
			continue;
		if ((!reads && !writes) || !size || is_left_out(t, o, address, r))
			continue;
		any = true;
		if ((reads && !was_told(t, address, address + size, false)) ||
		    (writes && !was_told(t, address, address + size, true))) {
			missing = true;
			example = address;
		}
	}
	i->seen += any;
	if (missing && !t->all_told && !i->untold++)
		i->example = example;
	t->all_told &= !any;
	if (any && !*i->kind)
		ZydisFormatterFormatInstruction(&formatter, &i->i, i->operands, i->i.operand_count_visible,
		                                i->kind, sizeof i->kind, r->rip - base, NULL);
}

/* --- Steps --- */

static void hear(struct thread *t, const struct function *f, const struct user_regs_struct *r)
{
	uint64_t size = f->size ? f->size : r->rsi;

	if (f->hook == HOOK_READ || f->hook == HOOK_READ_WRITE)
		tell(t, r->rdi, size, false);
	if (f->hook == HOOK_WRITE || f->hook == HOOK_READ_WRITE)
		tell(t, r->rdi, size, true);
	if (f->hook == HOOK_OTHER || f->hook == HOOK_INSTRUCTION)
		t->told_count = 0;
	t->all_told = f->hook == HOOK_INSTRUCTION;
}

static void see(struct thread *t, struct user_regs_struct *r)
{
	uint64_t at = r->rip - base;
	bool inside = at >= code_start && at < code_end && is_in(text, text_count, at);

	if (!t->stack.end || r->rsp < t->stack.start || r->rsp >= t->stack.end) {
		read_mappings(t->pid);
		const struct mapping *m = mapping_of(r->rsp);
		if (m)
			t->stack = (struct range){m->start, m->end};
	}
	if (inside) {
		struct instruction *i = instruction_at(at);
		look_at(t, i, r);
		t->was_inside = true;
		return;
	}
	if (!t->was_inside)
		return;
	/* It was called just now, or jumped to, perhaps through the linker's table. */
	const struct function *f = function_of_entry(at);
	if (!f && code_at(at, &(size_t){0}))
		return; /* .plt */
	t->was_inside = false;
	if (f)
		hear(t, f, r);
	else
		t->told_count = 0;
}

/*
 * Hooks that tell are not run: the program is told to go on behind the call.
 */
static bool skip(struct thread *t, struct user_regs_struct *r)
{
	uint64_t at = r->rip - base;
	const struct function *f = t->was_inside ? NULL : function_of_entry(at);

	if (!f || f->hook == HOOK_OTHER || f->hook == HOOK_INSTRUCTION || f->hook == HOOK_NONE)
		return false;
	r->rip = (uint64_t)ptrace(PTRACE_PEEKDATA, t->pid, r->rsp, 0);
	r->rsp += 8;
	ptrace(PTRACE_SETREGS, t->pid, 0, r);
	return true;
}

/*
 * Functions that run nothing of the program's: they are run at once, up to where they return, which the
 * processor watches for, if it can here.
 */
static bool is_closed(const struct function *f)
{
	static const char *const names[] = {
		"printf",  "fprintf",       "puts",           "putchar",      "snprintf", "sprintf",
		"fputs",   "fflush",        "fwrite",         "malloc",       "calloc",   "realloc",
		"free",    "aligned_alloc", "posix_memalign", "memset",       "memcpy",   "memmove",
		"memcmp",  "bcmp",          "strlen",         "strcpy",       "strcmp",   "strchr",
		"strncmp", "memchr",        "pthread_create", "pthread_join", "_Znwm",    "_Znam",
		"_ZdlPv",  "_ZdlPvm",       "_ZdaPv",
	};

	for (const struct function *g = f; g >= functions && g->start == f->start; g--)
		for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
			if (!strcmp(g->name, names[i]))
				return true;
	return false;
}

static bool watch(pid_t pid, uint64_t address)
{
	size_t at = offsetof(struct user, u_debugreg);

	return !ptrace(PTRACE_POKEUSER, pid, at, address) &&
	       !ptrace(PTRACE_POKEUSER, pid, at + 7 * sizeof(long), address ? 1 : 0);
}

static bool run_through(struct thread *t, const struct user_regs_struct *r)
{
	static bool cannot;
	const struct function *f = t->was_inside ? NULL : function_of_entry(r->rip - base);

	if (cannot || !f || f->start + base != r->rip || !is_closed(f))
		return false;
	if (!watch(t->pid, (uint64_t)ptrace(PTRACE_PEEKDATA, t->pid, r->rsp, 0))) {
		cannot = true;
		return false;
	}
	t->watches = true;
	return true;
}

static void prepare(void)
{
	code_start = UINT64_MAX;
	for (size_t i = 0; i < text_count; i++) {
		if (text[i].start < code_start)
			code_start = text[i].start;
		if (text[i].end > code_end)
			code_end = text[i].end;
	}
	if (!text_count || !main_start)
		exit((fputs("audit: the program has no symbols\n", stderr), 2));
	instructions = must_have(calloc(code_end - code_start, sizeof *instructions));
	ZydisDecoderInit(&decoder, ZYDIS_MACHINE_MODE_LONG_64, ZYDIS_STACK_WIDTH_64);
	ZydisFormatterInit(&formatter, ZYDIS_FORMATTER_STYLE_ATT);
}

/* Runs to main, and leaves the process there. */
static pid_t start(char **argv)
{
	pid_t pid = fork();
	int status;
	struct user_regs_struct r;

	if (!pid) {
		personality(ADDR_NO_RANDOMIZE);
		ptrace(PTRACE_TRACEME, 0, 0, 0);
		execv(argv[0], argv);
		_exit(127);
	}
	if (waitpid(pid, &status, 0) < 0 || !WIFSTOPPED(status))
		give_up("audit: start");
	ptrace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL);
	read_base(pid, argv[0]);
	uint64_t at = base + main_start;
	long word = ptrace(PTRACE_PEEKTEXT, pid, at, 0);
	ptrace(PTRACE_POKETEXT, pid, at, (word & ~0xffl) | 0xcc);
	ptrace(PTRACE_CONT, pid, 0, 0);
	if (waitpid(pid, &status, 0) < 0 || !WIFSTOPPED(status))
		give_up("audit: main");
	ptrace(PTRACE_POKETEXT, pid, at, word);
	ptrace(PTRACE_GETREGS, pid, 0, &r);
	r.rip = at;
	main_caller = (uint64_t)ptrace(PTRACE_PEEKDATA, pid, r.rsp, 0);
	ptrace(PTRACE_SETREGS, pid, 0, &r);
	return pid;
}

static uint64_t run(pid_t first, uint64_t most)
{
	uint64_t steps = 0;
	struct user_regs_struct r;
	int status, living = 1, last = 0;
	pid_t pid = first;

	for (; steps < most; steps++) {
		struct thread *t = thread_of(pid);
		int signal = 0;
		if (steps) {
			pid = waitpid(-1, &status, __WALL);
			if (pid < 0)
				break;
			if (!WIFSTOPPED(status)) {
				if (pid == first)
					last = status;
				if (--living <= 0)
					break;
				steps--;
				continue;
			}
			t = thread_of(pid);
			if (status >> 8 == (SIGTRAP | PTRACE_EVENT_CLONE << 8))
				living++;
			signal = WSTOPSIG(status) == SIGTRAP || WSTOPSIG(status) == SIGSTOP
			                 ? 0
			                 : WSTOPSIG(status);
		}
		ptrace(PTRACE_GETREGS, pid, 0, &r);
		if (r.rip == main_caller) { /* what comes is not the program's, but for destructors */
			ptrace(PTRACE_CONT, pid, 0, 0);
			continue;
		}
		if (t->watches) {
			t->watches = false;
			watch(pid, 0);
		}
		see(t, &r);
		if (skip(t, &r))
			see(t, &r);
		ptrace(run_through(t, &r) ? PTRACE_CONT : PTRACE_SINGLESTEP, pid, 0, signal);
	}
	if (last)
		fprintf(stderr, "audit: the program ended with status %#x\n", (unsigned)last);
	if (steps == most)
		kill(first, SIGKILL);
	return steps;
}

static void print(bool all)
{
	size_t total = 0, uncovered = 0;

	for (uint64_t a = code_start; a < code_end; a++) {
		const struct instruction *i = instructions[a - code_start];
		if (!i || !i->seen)
			continue;
		total++;
		uncovered += i->untold != 0;
		if (!i->untold && !all)
			continue;
		const struct function *f = function_at(a);
		printf("%#llx %s+%#llx: %s (%llu of %llu untold, %#llx)\n", (unsigned long long)a,
		       f ? f->name : "?", (unsigned long long)(f ? a - f->start : 0), i->kind,
		       (unsigned long long)i->untold, (unsigned long long)i->seen,
		       (unsigned long long)i->example);
	}
	printf("total %zu covered %zu uncovered %zu\n", total, total - uncovered, uncovered);
}

int main(int argc, char **argv)
{
	uint64_t most = UINT64_MAX;
	bool all = false;
	int i = 1;

	for (; i < argc && argv[i][0] == '-'; i++) {
		if (!strcmp(argv[i], "--all"))
			all = true;
		else if (!strcmp(argv[i], "--steps") && i + 1 < argc)
			most = strtoull(argv[++i], NULL, 10);
		else
			break;
	}
	if (i >= argc || argv[i][0] == '-') {
		fputs("usage: audit [--steps N] [--all] PROGRAM [ARGUMENTS...]\n", stderr);
		return 2;
	}
	read_program(argv[i]);
	prepare();
	pid_t pid = start(argv + i);
	uint64_t steps = run(pid, most);
	fflush(stdout);
	print(all);
	fprintf(stderr, "%llu steps\n", (unsigned long long)steps);
	return 0;
}
