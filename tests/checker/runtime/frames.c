/* What of a frame matters to a function that goes on at some place: on functions of machine code. */
#include "rt/abi/assembly.h"
#include "rt/loops/frames.h"
#include "rt/loops/functions.h"

#include "../engine/check.h"

#include <string.h>

/* --- What stands in for the rest of the runtime ------------------------------------------------------- */

void *rt_copy(void *to, const void *from, size_t n)
{
	return memcpy(to, from, n);
}

int rt_compare(const void *a, const void *b, size_t n)
{
	return memcmp(a, b, n);
}

#if defined(__x86_64__)

const char *function_called_through(uint64_t word)
{
	(void)word;
	return NULL;
}

uint64_t function_landing_pad(const struct function_bounds *b, uint64_t address, bool *known)
{
	(void)b, (void)address;
	*known = true;
	return 0;
}

const struct assembly_operation *assembly_at(uint64_t pc)
{
	static const struct assembly_operation load = {.op = ASSEMBLY_LOAD, .size = 4};

	(void)pc;
	return &load;
}

/* The hooks: only their addresses are looked at. */
__asm__(".text\n"
        ".macro hook name\n"
        ".globl \\name\n"
        "\\name\\(): ret\n"
        ".endm\n"
        ".irp size, 1, 2, 4, 8, 16\n"
        "hook __tsan_read\\size\n"
        "hook __tsan_write\\size\n"
        "hook __tsan_read_write\\size\n"
        "hook __tsan_volatile_read\\size\n"
        "hook __tsan_volatile_write\\size\n"
        "hook __tsan_unaligned_read\\size\n"
        "hook __tsan_unaligned_write\\size\n"
        ".endr\n"
        ".irp bits, 8, 16, 32, 64\n"
        "hook __tsan_atomic\\bits\\()_compare_exchange_strong\n"
        "hook __tsan_atomic\\bits\\()_compare_exchange_weak\n"
        ".endr\n"
        "hook __tsan_func_entry\n"
        "hook __tsan_func_exit\n"
        "hook acqrel_assembly\n"
        "hook acqrel_frame_ends\n"
        "hook acqrel_read\n"
        "hook acqrel_write\n"
        ".irp bytes, 1, 2, 4, 8\n"
        "hook acqrel_read_\\bytes\n"
        "hook acqrel_write_\\bytes\n"
        ".endr\n"
        "hook other\n");

/* --- Functions, each with a frame of 32 bytes, that are at a hook ------------------------------------- */

#define FUNCTION(name, before, after)                                                                      \
	extern const uint8_t name[], name##_at[], name##_end[];                                            \
	__asm__(#name ": push %rbp\n mov %rsp, %rbp\n sub $32, %rsp\n" before " call __tsan_read8\n" #name \
	              "_at:\n" after " leave\n ret\n" #name "_end:\n");

FUNCTION(reads_one, "mov %rdi, -8(%rbp)\n mov %rsi, -16(%rbp)\n", "mov -8(%rbp), %rax\n")
FUNCTION(overwrites, "mov %rdi, -8(%rbp)\n", "movq $0, -8(%rbp)\n mov -8(%rbp), %rax\n")
FUNCTION(overwrites_half, "mov %rdi, -8(%rbp)\n", "movl $0, -8(%rbp)\n mov -8(%rbp), %rax\n")
FUNCTION(reads_on_a_path, "",
         "test %rdi, %rdi\n je 1f\n mov -24(%rbp), %rax\n jmp 2f\n 1: mov -16(%rbp), %rax\n 2:\n")
FUNCTION(reads_a_byte, "", "movb -9(%rbp), %al\n")
FUNCTION(loops, "3: mov -16(%rbp), %rax\n", "test %rax, %rax\n jne 3b\n")
FUNCTION(passes_its_address, "", "lea -8(%rbp), %rdi\n call other\n")

/* The same before an instruction of assembly, which the call does not look like to the program. */
#define HOOKED(name, before, after)                                                                      \
	extern const uint8_t name[], name##_at[], name##_end[];                                          \
	__asm__(#name                                                                                    \
	        ": push %rbp\n mov %rsp, %rbp\n sub $32, %rsp\n" before                                  \
	        " lea -128(%rsp), %rsp\n push %rdi\n push %rsi\n lea (%rdx), %rdi\n lea 0(%rip), %rsi\n" \
	        " call acqrel_assembly\n" #name "_at: pop %rsi\n pop %rdi\n lea 128(%rsp), %rsp\n" after \
	        " leave\n ret\n" #name "_end:\n");

HOOKED(loads, "", "mov (%rdx), %eax\n call other\n")
HOOKED(uses_r11, "", "mov (%rdx), %eax\n add %r11d, %eax\n call other\n")
HOOKED(overwrites_rdi, "", "mov (%rdx), %eax\n mov $1, %edi\n mov $2, %esi\n call other\n")
HOOKED(uses_flags, "", "mov (%rdx), %eax\n jc 1f\n 1: call other\n")
HOOKED(overwrites_flags, "", "mov (%rdx), %eax\n test %eax, %eax\n jc 1f\n 1: call other\n")
HOOKED(uses_vectors, "", "mov (%rdx), %eax\n paddd %xmm1, %xmm2\n ud2\n")
HOOKED(overwrites_vector, "", "mov (%rdx), %eax\n pxor %xmm1, %xmm1\n ud2\n")
HOOKED(exchanges, "", "lock cmpxchg %ecx, (%rdx)\n sete %al\n ud2\n")
HOOKED(locks_bit, "", "lock bts %ecx, (%rdx)\n ud2\n")
HOOKED(exchanges_16, "", "lock cmpxchg16b (%rdx)\n ud2\n")
HOOKED(adds, "", "lock xadd %r11d, (%rdx)\n ud2\n")

/* Registers in machine code's order. */
#define RAX 1u
#define RCX 2u
#define RDX 4u
#define R11 0x800u

static const uint8_t *start, *end;

bool function_bounds(uint64_t address, struct function_bounds *b)
{
	if (address < (uint64_t)start || address >= (uint64_t)end)
		return false;
	*b = (struct function_bounds){(uint64_t)start, (uint64_t)end, NULL};
	return true;
}

static uint64_t stack[64];

/* Its caller is not known. */
static const struct known_frames *look(const uint8_t *from, const uint8_t *at, const uint8_t *to,
                                       size_t words)
{
	struct hook_frame *frame = (struct hook_frame *)&stack[10];
	uint64_t *pointer = (uint64_t *)(frame + 1) + words;
	struct fiber f = {.stack_high = (char *)(stack + 64)};

	start = from;
	end = to;
	memset(stack, 0, sizeof stack);
	frame->pc = (uint64_t)at;
	frame->registers[5] = (uint64_t)pointer;
	pointer[0] = (uint64_t)&stack[50];
	return frames_known(&f, frame);
}

#define LOOK(name)        look(name, name##_at, name##_end, 4)
#define LOOK_HOOKED(name) look(name, name##_at, name##_end, 22)

/* The bits of the word that matter, so many words from the frame pointer. */
static uint64_t matters(const struct known_frames *k, int64_t at)
{
	for (unsigned i = 0; i < k->frames[0].count; i++)
		if (k->frames[0].words[i].at == at)
			return k->frames[0].words[i].mask;
	return 0;
}

static bool only(const struct known_frames *k, int64_t at, uint64_t mask)
{
	return k->count == 1 && k->frames[0].count == 1 && matters(k, at) == mask;
}

int main(void)
{
	const uint64_t all = ~(uint64_t)0;

	CHECK(only(LOOK(reads_one), -1, all));
	CHECK(LOOK(overwrites)->count == 1 && LOOK(overwrites)->frames[0].count == 0);
	CHECK(only(LOOK(overwrites_half), -1, all << 32));
	CHECK(matters(LOOK(reads_on_a_path), -3) == all && matters(LOOK(reads_on_a_path), -2) == all);
	CHECK(LOOK(reads_on_a_path)->frames[0].count == 2);
	CHECK(only(LOOK(reads_a_byte), -2, all << 56));
	CHECK(only(LOOK(loops), -2, all));
	CHECK(LOOK(passes_its_address)->count == 0); /* nothing is known: all of it matters */
	CHECK(LOOK(reads_one)->registers == 0x3f);

	/* What the call that follows may look at in registers, but for what is popped or loaded before. */
	const uint32_t passed = FRAMES_VECTORS | 0x706;
	CHECK(LOOK_HOOKED(loads)->others == passed);
	CHECK(LOOK_HOOKED(uses_r11)->others == (passed | R11));
	CHECK(LOOK_HOOKED(uses_flags)->others == (passed | FRAMES_FLAGS));
	CHECK(LOOK_HOOKED(overwrites_flags)->others == passed);
	CHECK(LOOK_HOOKED(uses_vectors)->others == (RDX | FRAMES_VECTORS));
	CHECK(LOOK_HOOKED(overwrites_vector)->others == RDX);
	CHECK(LOOK_HOOKED(exchanges)->others == (RAX | RCX | RDX));
	CHECK(LOOK_HOOKED(locks_bit)->others == (RCX | RDX));
	CHECK(LOOK_HOOKED(exchanges_16)->others == (RAX | RCX | RDX));
	CHECK(LOOK_HOOKED(adds)->others == (RDX | R11));
	/* rdi and rsi are where they have been pushed */
	CHECK(matters(LOOK_HOOKED(loads), -21) == all && matters(LOOK_HOOKED(loads), -22) == all);
	CHECK(LOOK_HOOKED(overwrites_rdi)->count == 1 && LOOK_HOOKED(overwrites_rdi)->frames[0].count == 0);
	return check_result();
}

#else

int main(void)
{
	return 0; /* nothing is known of frames there */
}

#endif
