// The optimisers' steps: each changes parameters and what is remembered of them in one pass over the memory.
#pragma once
#include <stdint.h>

/// A parameter, its gradient and what an optimiser remembers of it, all contiguous and of one type.
typedef struct {
  long start, count;      // its elements among those of all parameters
  int64_t dtype;
  int64_t is_first;       // nothing is remembered yet: the memory is uninitialised where the kernel says so
  void *parameter;
  const void *gradient;
  void *memory[3];        // null where the optimiser does without
  double rate, decay;     // the learning rate and weight decay of its group
  double correction[2];   // Adam's
} CKDescended;

/// What a step is made of. Each optimiser reads its own numbers.
typedef struct {
  CKDescended *parameters;
  long count;
  double sign;                    // −1 climbs
  double a, b, epsilon;
  int64_t flag;
} CKDescent;

// Every step is a function over elements begin ..< end of all parameters, counted through; `descent` is a CKDescent.

/// memory[0]: velocity, written without being read on the first step. a: momentum, b: dampening, flag: Nesterov's.
void ck_descend_sgd(long begin, long end, void *descent);
/// memory: average of the gradients, of their squares, the largest of these (or null). a, b: the decays; correction: of the
/// rate, and the square root of the squares'. flag: the decay is decoupled, as in AdamW.
void ck_descend_adam(long begin, long end, void *descent);
/// memory: average of the squares, velocity (or null), average of the gradients (or null). a: its decay, b: momentum.
void ck_descend_rmsprop(long begin, long end, void *descent);
/// memory[0]: sum of the squares.
void ck_descend_adagrad(long begin, long end, void *descent);
