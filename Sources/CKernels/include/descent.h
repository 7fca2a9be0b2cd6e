// The optimisers' steps: each changes parameters and what is remembered of them in one pass over the memory.
#pragma once
#include <stdint.h>

/// A parameter, its gradient and what an optimiser remembers of it, all contiguous and of one type.
typedef struct {
  long start, count;      // its elements among those of all parameters
  int64_t dtype;
  int64_t is_first;       // nothing is remembered yet
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

/// Changes all parameters, and what is remembered of them, by one step of an optimiser.
typedef enum {
  CK_SGD,      // memory[0]: velocity, written without being read on the first step. a: momentum, b: dampening, flag: Nesterov's
  CK_ADAM,     // memory: average of the gradients, of their squares, the largest of these (or null). a, b: how much of the
               // first two is kept; correction: of the rate, and the root of the squares'. flag: decoupled decay, as in AdamW
  CK_RMSPROP,  // memory: average of the squares, velocity (or null), average of the gradients (or null). a: how much of the
               // averages is kept, b: momentum
  CK_ADAGRAD,  // memory[0]: sum of the squares
} CKDescentRule;
void ck_descend(CKDescentRule rule, CKDescent *descent);
