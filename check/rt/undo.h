/*
 * The undo log: how the runtime goes back to an earlier moment of an execution.
 *
 * Before anything of the program's or the runtime's state changes for the first time after a snapshot, its
 * old contents go into the log. Going back copies them out again, the latest first. `undo_serial` is a
 * new number after each snapshot and each return, so that whoever keeps the number under which he saved
 * something last knows whether to save it again.
 */
#ifndef ACQREL_RT_UNDO_H
#define ACQREL_RT_UNDO_H

#include <stddef.h>
#include <stdint.h>

extern uint32_t undo_serial;

void undo_init(void);

/* Saves n bytes, which are about to change. */
void undo_save(void *p, size_t n);

/* The present position, to come back to with undo_to. */
size_t undo_position(void);
void undo_to(size_t position);

#endif
