/*
 * <acqrel/channel.h>, with capacity 0: senders and receivers meet. The operations are those of channel.c.
 *
 * client: wS,Vr
 * client: wS,tr
 * client: wV,TR
 * client: VwF,SGR
 * client: wD,tr
 * client: wd,TR
 * client: T,t
 * client: T,V
 * client: S,t
 * client: S,tt
 * client: TT,V
 * client: S,d
 * client: D,V
 * client: S,p
 * client: P,V
 * client: c,S
 * client: c,V
 * client: c,Si
 * client: c,Vi
 * client: c,di
 * client: cS,V
 * client: wcF,VGr
 * client: wc,SR
 * client: S,S
 * client: V,V
 * client: S,lV
 * large: D,d
 * large: wSF,VGr
 * large: S,Vc
 * large: wV,SR
 * part: SS,VV
 * part: SV,VS
 * part: S,S,V
 * part: S,V,V
 * part: S,S,VV
 * part: SS,V,V
 * part: wS,wS,Vr
 * part: wS,S,Vr
 * part: S,V,t
 * part: S,T,V
 * part: S,V,c
 * part: D,V,c
 * part: D,d,c
 * part: D,D,V
 * part: VwF,S,SGR
 *
 * mutant: wc,SR: channel.c: src/specifications/meeting.h: \
 *	/meeting_shuts =/s/SPECIFIED.*;/{meeting_shut, 0, AR_MODEL_CALL, 0, 8, AR_MODEL_RELEASES, 0};/; \
 *	/meeting_meets =/s/SPEC.*;/{meeting_meet, 0, AR_MODEL_CALL, 0, 8, 0, AR_MODEL_ACQUIRES};/
 * mutant: T,t: channel.c: src/specifications/meeting.h: /^static.*meeting_try/,/^}/s/STAYS/WAITS/
 * mutant: D,d: channel.c: src/specifications/meeting.h: s/limit == AR_MODEL_TOO_LATE/false/
 * mutant: wV,SR: channel.c: src/specifications/waiter.h: \
 *	/waiter_finishes =/,/;/s/AR_MODEL_RELEASES/0/
 * mutant: wS,Vr: channel.c: src/specifications/waiter.h: \
 *	/waiter_meets =/,/;/s/AR_MODEL_ACQUIRES/0/
 *
 * only specified: wcF,VGr: that a channel is closed promises no order, though now it gives one
 */
#define CAPACITY 0
#include "channel.c"
