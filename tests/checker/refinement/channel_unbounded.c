/*
 * <acqrel/channel.h> without a bound: the operations are those of channel.c.
 *
 * client: wS,Vr
 * client: wSF,tGr
 * client: SS,tt
 * client: Tc,tt
 * client: S,lt
 * client: c,Si
 * client: S,d
 * client: S,p
 * client: V,c
 * part: Sc,VV
 * part: wS,wS,Vr
 * part: S,V,V
 * part: SS,VV
 * part: D,d,c
 */
#define CAPACITY AR_UNBOUNDED
#include "channel.c"
