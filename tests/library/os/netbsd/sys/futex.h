/* What src/os/netbsd.c uses of this header. */
#define FUTEX_WAKE             1
#define FUTEX_REQUEUE          3
#define FUTEX_WAIT_BITSET      9
#define FUTEX_PRIVATE_FLAG     128
#define FUTEX_BITSET_MATCH_ANY 0xffffffffu
