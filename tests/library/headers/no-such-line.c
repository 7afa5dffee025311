/* How far apart the library keeps variables is not the program's to say. For must-not-compile.sh. */
extern int a_file_is_not_empty;
// cases
#define AR_CACHE_LINE 64
#include <acqrel/channel.h> // error: AR_CACHE_LINE is the library's
