/*
 * <acqrel/oneshot.h>, owned: the side that ends last frees it. The operations are those of oneshot.c.
 *
 * client: wS,Vr
 * client: g,Vx
 * client: wS,x
 * client: S,wx
 * client: g,x
 * client: uS,x
 * client: wx,SR
 * client: S,DR
 * client: wS,Xr
 * client: g,Xx
 */
#define OWNED
#include "oneshot.c"
