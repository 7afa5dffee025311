/* What src/os/netbsd.c uses of this header. */
#define SYS___futex 166
