/*
 * <acqrel/select.h> over two channels with capacity 0. The operations are those of select.c.
 *
 * client: S,T
 * client: K,T
 * client: c,X
 * client: D,c
 * client: D,K
 * part: wS,Xr
 * part: wX,SR
 * part: X,Y
 * part: wY,Xr
 * part: Z,z
 * part: B,B
 * part: B,S
 * part: wB,Vr
 * part: D,S
 * part: X,S,s
 * part: Y,V,v
 * part: X,S,X
 * part: X,Y,c
 * part: Y,X,T
 * part: Z,z,S
 * part: Z,z,V
 * part: B,B,B
 * mutant: X,Y: select.c: src/select.c: s/ticket, !may_be_met/ticket, true/
 * mutant: wX,SR: channel.c: src/specifications/waiter.h: \
 *	/waiter_opens =/,/;/s/AR_MODEL_RELEASES/0/
 */
#define FIRST  0
#define SECOND 0
#include "select.c"
