#include <acqrel/time.h>

#include "os/os.h"

ar_time ar_now(void)
{
	return ar_os_now();
}
