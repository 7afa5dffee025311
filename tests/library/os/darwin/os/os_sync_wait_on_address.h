/* What src/os/darwin.c uses of this header, as os_sync_wait_on_address(3) describes it. */
#include <stddef.h>
#include <stdint.h>

typedef enum { OS_SYNC_WAIT_ON_ADDRESS_NONE = 0 } os_sync_wait_on_address_flags_t;
typedef enum { OS_SYNC_WAKE_BY_ADDRESS_NONE = 0 } os_sync_wake_by_address_flags_t;
typedef enum { OS_CLOCK_MACH_ABSOLUTE_TIME = 32 } os_clockid_t;

int os_sync_wait_on_address(void *address, uint64_t value, size_t size,
                            os_sync_wait_on_address_flags_t flags);
int os_sync_wait_on_address_with_timeout(void *address, uint64_t value, size_t size,
                                         os_sync_wait_on_address_flags_t flags, os_clockid_t clock,
                                         uint64_t nanoseconds);
int os_sync_wake_by_address_any(void *address, size_t size, os_sync_wake_by_address_flags_t flags);
int os_sync_wake_by_address_all(void *address, size_t size, os_sync_wake_by_address_flags_t flags);
