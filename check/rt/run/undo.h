/*
 * The undo log: how the runtime goes back to an earlier moment of an execution.
 *
 * Before anything of the program's or the runtime's state changes for the first time after a snapshot, its
 * old contents go into the log. Going back copies them out again, the latest first. Snapshots are a stack:
 * the return to one drops those taken after it, and it may be returned to again. What was logged since it was
 * taken then stays in the log, since it has to be there again when the program is run from there once more.
 */
#ifndef ACQREL_RT_UNDO_H
#define ACQREL_RT_UNDO_H

#include <stddef.h>
#include <stdint.h>

/* How many snapshots there are; the beginning, number 0, is the first. */
extern uint32_t undo_snapshots;

void undo_init(void);

/* Saves n bytes, which are about to change. */
void undo_save(void *p, size_t n);

/*
 * The same for what remembers when it was saved last: *serial, which belongs to the log and begins as 0, not
 * among the bytes. Call it if undo_is_saved says no, after undo_save_part for other bytes that the serial
 * stands for.
 */
static inline int undo_is_saved(uint32_t serial)
{
	return serial == undo_snapshots;
}

void undo_save_object(void *p, size_t n, uint32_t *serial);
void undo_save_part(void *p, size_t n);

/* The present moment, to come back to with undo_to; returns its number. */
uint32_t undo_take_snapshot(void);
void undo_to(uint32_t snapshot);

#endif
