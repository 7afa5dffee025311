/* What src/os/freebsd.c uses of this header, as membarrier(2) describes it. */
#define MEMBARRIER_CMD_PRIVATE_EXPEDITED          (1 << 3)
#define MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED (1 << 4)

int membarrier(int command, unsigned flags, int cpu);
