// Digits as if written by hand.
#pragma once
#include <stdint.h>

/// Draws the images first..<first + count of a seed's endless sequence, and says what they are.
///
/// Each is `size` by `size`: one plane of ink in 0...1 on 0, or with three `channels` red, green and blue, in which paper and ink
/// have colours of their own. An image depends on the seed and its place in the sequence alone; every ten of them from a
/// multiple of ten on are the ten digits.
void ck_digits(long first, long count, uint64_t seed, int size, int channels, float *images, int64_t *labels);
