/*
 * Concurrency Kit: its locks never sleep, so its reader-writer locks are no match when threads share a core.
 */
#include "peer.h"

#include <ck_pflock.h>
#include <ck_rwlock.h>
#include <ck_spinlock.h>

#define PEER      fas
#define FAMILY    "spin lock"
#define NAME      "ck_spinlock_fas"
#define TYPE      ck_spinlock_fas_t
#define LOCK(l)   ck_spinlock_fas_lock(l)
#define UNLOCK(l) ck_spinlock_fas_unlock(l)
#include "loops.h"

#define PEER      fas_eb
#define FAMILY    "spin lock"
#define NAME      "ck_spinlock_fas, backing off"
#define TYPE      ck_spinlock_fas_t
#define LOCK(l)   ck_spinlock_fas_lock_eb(l)
#define UNLOCK(l) ck_spinlock_fas_unlock(l)
#include "loops.h"

#define PEER      cas
#define FAMILY    "spin lock"
#define NAME      "ck_spinlock_cas"
#define TYPE      ck_spinlock_cas_t
#define LOCK(l)   ck_spinlock_cas_lock(l)
#define UNLOCK(l) ck_spinlock_cas_unlock(l)
#include "loops.h"

#define PEER      dec
#define FAMILY    "spin lock"
#define NAME      "ck_spinlock_dec"
#define TYPE      ck_spinlock_dec_t
#define LOCK(l)   ck_spinlock_dec_lock(l)
#define UNLOCK(l) ck_spinlock_dec_unlock(l)
#include "loops.h"

#define PEER      ticket
#define FAMILY    "spin lock"
#define NAME      "ck_spinlock_ticket"
#define TYPE      ck_spinlock_ticket_t
#define LOCK(l)   ck_spinlock_ticket_lock(l)
#define UNLOCK(l) ck_spinlock_ticket_unlock(l)
#include "loops.h"

#define PEER      mcs
#define FAMILY    "spin lock"
#define NAME      "ck_spinlock_mcs"
#define TYPE      ck_spinlock_mcs_t
#define LOCAL     ck_spinlock_mcs_context_t node
#define LOCK(l)   ck_spinlock_mcs_lock(l, &node)
#define UNLOCK(l) ck_spinlock_mcs_unlock(l, &node)
#include "loops.h"

#define PEER           rwlock
#define FAMILY         "rwlock"
#define NAME           "ck_rwlock"
#define TYPE           ck_rwlock_t
#define LOCK(l)        ck_rwlock_write_lock(l)
#define UNLOCK(l)      ck_rwlock_write_unlock(l)
#define READ_LOCK(l)   ck_rwlock_read_lock(l)
#define READ_UNLOCK(l) ck_rwlock_read_unlock(l)
#include "loops.h"

#define PEER           pflock
#define FAMILY         "rwlock"
#define NAME           "ck_pflock"
#define TYPE           ck_pflock_t
#define LOCK(l)        ck_pflock_write_lock(l)
#define UNLOCK(l)      ck_pflock_write_unlock(l)
#define READ_LOCK(l)   ck_pflock_read_lock(l)
#define READ_UNLOCK(l) ck_pflock_read_unlock(l)
#include "loops.h"

__attribute__((constructor)) static void initialise(void)
{
	ck_spinlock_dec_init(&dec_place.lock);
	ck_spinlock_mcs_init(&mcs_place.lock);
}

const struct peer *const ck_peers[] = {&fas, &fas_eb, &cas, &dec, &ticket, &mcs, &rwlock, &pflock, NULL};
