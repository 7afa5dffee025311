/*
 * <acqrel/select.h> over a channel with capacity 0 and one with room for one. The operations are those of select.c.
 *
 * client: S,T
 * client: c,X
 * client: s,T
 * part: wS,Xr
 * part: ws,Xr
 * part: wX,SR
 * part: X,Y
 * part: wY,Xr
 * part: Z,z
 * part: z,Z
 * part: D,S
 * part: D,s
 * part: X,S,s
 * part: Y,V,v
 * part: X,Y,c
 * part: X,Ss
 * part: X,sS
 * part: sY,V
 * part: sY,v
 * part: XX,S,s
 */
#define FIRST  0
#define SECOND 1
#include "select.c"
