// Texts in pieces: words, and pairs of tokens.
#pragma once
#include <stdint.h>

/// Where the words of a text end: letters with the space before them, digits likewise, other signs likewise, white space; at most some
/// 128 bytes. `ends`
/// has room for `count`; returns how many there are.
long ck_split_words(long count, const uint8_t *bytes, long *ends);

/// Byte-pair encoding: merges the most frequent pair of neighbouring tokens into a new token, `wanted` times or until no pair is
/// there twice. Word w is the tokens from starts[w] to before starts[w + 1], and is in the text weights[w] times. The new tokens
/// are 256, 257, …; `merges` gets the pairs. Of equally frequent pairs the smaller is taken. Returns how many were merged, or −1
/// where there is not enough memory.
long ck_train_pairs(int32_t *tokens, long words, const long *starts, const long *weights, long wanted,
                    int32_t *merges);
