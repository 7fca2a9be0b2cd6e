#include "CKernelProcess.h"
