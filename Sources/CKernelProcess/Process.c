#define _GNU_SOURCE
#include "CKernelProcess.h"

#include <sys/prctl.h>
#include <unistd.h>

pid_t kernel_fork(void) { return fork(); }

void kernel_become_subreaper(void) { prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

void kernel_close_inherited_files(void) { closefrom(STDERR_FILENO + 1); }
