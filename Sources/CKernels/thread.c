#include "CKernels.h"

void ck_trap(void) { __builtin_trap(); }

// One instruction away, as the library is loaded once and for all.
static _Thread_local CKThread thread __attribute__((tls_model("initial-exec")));

CKThread *ck_thread(void) { return &thread; }
