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

/// How large the memory is that ``kernel_observe`` is given.
size_t kernel_observations_size(void);

/// Begins to note in `memory`, which the runner shares, which files the cells open, look at and change, and whether they
/// read the clock, draw random numbers, and so on. The calling thread is the one that will run the cells; what it does
/// outside of them is not noted.
void kernel_observe(void *memory);

/// What the calling thread does from here is the cell's doing.
void kernel_begin_cell(void);
/// And from here it is not.
void kernel_end_cell(void);

/// Seconds since some moment in the past, read without being noted: for what measures, and is no part of a cell's results.
double kernel_clock(void);
