#include "CKernelProcess.h"

#include <sys/prctl.h>
#include <unistd.h>

pid_t kernel_fork(void) { return fork(); }

void kernel_become_subreaper(void) { prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
