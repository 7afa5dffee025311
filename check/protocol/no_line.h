/*
 * clang says of some code that it belongs to no line of the source. The GNU assembler drops that, so that the
 * code would belong to the line before it. Our assembler has it belong to a file of this name instead.
 */
#ifndef ACQREL_PROTOCOL_NO_LINE_H
#define ACQREL_PROTOCOL_NO_LINE_H

#define ACQ_NO_LINE_FILE "acqrel-no-line"

#endif
