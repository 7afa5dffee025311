/*
 * <acqrel/spsc.h>, with room for two. The operations are those of spsc.c.
 *
 * client: SS,V
 * client: SS,n
 * client: SS,tt
 * client: SS,kk
 * client: SSF,nG
 * client: TTT,V
 * client: SS,lt
 * client: ee,n
 * client: VwF,SSSGr
 * client: SSc,V
 * large: SS,VV
 * part: SSS,VV
 */
#define CAPACITY 2
#include "spsc.c"
