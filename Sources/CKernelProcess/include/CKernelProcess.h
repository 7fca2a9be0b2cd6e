// What the kernel's processes need of the system and Swift does not offer.
#pragma once

#include <sys/types.h>

/// `fork`, which Swift's overlay of the C library hides.
pid_t kernel_fork(void);

/// Closes every file but the three standard streams.
void kernel_close_inherited_files(void);

/// Makes this process the parent of every descendant whose own parent ends.
void kernel_become_subreaper(void);

/// Makes what cells write keep its order and survive a crash: standard output is line-buffered, and flushed before
/// anything goes to standard error, when the process traps and when SIGTERM ends it; `fence` is called before and after each write to
/// standard error, whichever way it is made in this process.
void kernel_order_streams(void (*fence)(void));
