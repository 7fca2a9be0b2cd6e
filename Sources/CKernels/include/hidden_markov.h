// Hidden Markov models: the recursions over sequences, in double precision and scaled step by step, so that none underflows.
#pragma once
#include <stdint.h>

/// Sequences lie one after the other: that of index s has the steps begins[s]..<begins[s + 1]. `transitions` is (states, states),
/// from row to column; `log_emission` (steps, states) has the logarithm of how likely each step's observation is in each state.
typedef struct {
  long sequences, states;
  const int64_t *begins;
  const double *start, *transitions, *log_emission;
} CKMarkovChains;

/// How many slices `moves` has: fixed, so that sums do not depend on the number of threads.
enum { CK_MARKOV_SLICES = 16 };

/// Forward, and with `posterior` backward. Writes the logarithm of each sequence's likelihood, −∞ where it is impossible;
/// to `posterior` (steps, states) how probable each state is at each step given the whole sequence; to `moves`
/// (slices, states, states), added up over steps and a slice's sequences, how probable each move is.
/// Of an impossible sequence posterior is 0 and moves has nothing. `posterior` and `moves` may both be null; `weights` is
/// memory for (steps, states).
void ck_markov_posterior(const CKMarkovChains *chains, double *weights, double *log_likelihood, double *posterior, double *moves);

/// The likeliest states of each sequence as `path` (steps), and the logarithm of their probability together with the
/// observations. `back` is memory for (steps, states).
void ck_markov_viterbi(const CKMarkovChains *chains, int32_t *back, double *log_probability, int64_t *path);

/// States drawn one after the other from uniform numbers; `start` and the rows of `transitions` are cumulated.
void ck_markov_walk(long steps, long states, const double *start, const double *transitions, const double *uniform,
                    int64_t *path);
