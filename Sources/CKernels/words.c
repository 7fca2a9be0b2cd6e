#include "include/words.h"
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 128 };
typedef enum { SPACE, LETTER, DIGIT, OTHER } Kind;

// All bytes of characters beyond ASCII count as letters.
static Kind kind_of(uint8_t byte) {
  if (byte == ' ' || (byte >= 9 && byte <= 13)) return SPACE;
  if (byte >= '0' && byte <= '9') return DIGIT;
  uint8_t small = byte | 0x20;
  return byte >= 0x80 || (small >= 'a' && small <= 'z') ? LETTER : OTHER;
}

long ck_split_words(long count, const uint8_t *bytes, long *ends) {
  long words = 0, i = 0;
  while (i < count) {
    long first = i;
    // A space belongs to what follows it; of several, the last one.
    if (bytes[i] == ' ' && i + 1 < count && kind_of(bytes[i + 1]) != SPACE) first++;
    Kind kind = kind_of(bytes[first]);
    i = first + 1;
    // Beyond some length a word is cut, between two characters: scripts without spaces would be one word.
    while (i < count && kind_of(bytes[i]) == kind && (i - first < LONGEST || (bytes[i] & 0xC0) == 0x80) &&
           i - first < LONGEST + 4)
      i++;
    if (kind == SPACE && i < count && i - first > 1 && bytes[i - 1] == ' ') i--;
    ends[words++] = i;
  }
  return words;
}

// How often each pair of tokens stands side by side: an open hash table. A key of 0 is an empty place, as no pair is (0, 0) + 1.
typedef struct { uint64_t key; long count; } Pair;
typedef struct { Pair *pairs; uint64_t size, used; } Pairs;

static Pair *place_of(Pairs *table, uint64_t key) {
  uint64_t i = (key * 0x9E3779B97F4A7C15u >> 20) & (table->size - 1);
  while (table->pairs[i].key != 0 && table->pairs[i].key != key) i = (i + 1) & (table->size - 1);
  return &table->pairs[i];
}

static int grow(Pairs *table) {
  Pairs larger = {calloc(table->size * 2, sizeof(Pair)), table->size * 2, table->used};
  if (!larger.pairs) return 0;
  for (uint64_t i = 0; i < table->size; i++)
    if (table->pairs[i].key != 0) *place_of(&larger, table->pairs[i].key) = table->pairs[i];
  free(table->pairs);
  *table = larger;
  return 1;
}

static int count_pair(Pairs *table, int32_t a, int32_t b, long weight) {
  uint64_t key = ((uint64_t)a << 32 | (uint64_t)b) + 1;
  Pair *pair = place_of(table, key);
  if (pair->key == 0) {
    if (2 * (table->used + 1) > table->size) {
      if (!grow(table)) return 0;
      pair = place_of(table, key);
    }
    pair->key = key;
    table->used++;
  }
  pair->count += weight;
  return 1;
}

static const Pair *most_frequent(const Pairs *table) {
  const Pair *best = 0;
  for (uint64_t i = 0; i < table->size; i++) {
    const Pair *pair = &table->pairs[i];
    if (pair->key == 0 || pair->count < 2) continue;
    if (!best || pair->count > best->count || (pair->count == best->count && pair->key < best->key)) best = pair;
  }
  return best;
}

// Counts the pairs of a word, or with a negative weight takes them back.
static int count_word(Pairs *table, const int32_t *word, long length, long weight) {
  for (long i = 0; i + 1 < length; i++)
    if (!count_pair(table, word[i], word[i + 1], weight)) return 0;
  return 1;
}

long ck_train_pairs(int32_t *tokens, long words, const long *starts, const long *weights, long wanted, int32_t *merges) {
  Pairs table = {calloc(1024, sizeof(Pair)), 1024, 0};
  long *lengths = malloc((size_t)(words + 1) * sizeof(long)), made = 0;
  int is_fine = table.pairs && lengths;
  for (long w = 0; is_fine && w < words; w++) {
    lengths[w] = starts[w + 1] - starts[w];
    is_fine = count_word(&table, tokens + starts[w], lengths[w], weights[w]);
  }
  for (; is_fine && made < wanted; made++) {
    const Pair *best = most_frequent(&table);
    if (!best) break;
    int32_t a = (int32_t)((best->key - 1) >> 32), b = (int32_t)(uint32_t)(best->key - 1), new = 256 + (int32_t)made;
    merges[2 * made] = a;
    merges[2 * made + 1] = b;
    // Only words with the pair in them change what there is to count.
    for (long w = 0; is_fine && w < words; w++) {
      int32_t *word = tokens + starts[w];
      long length = lengths[w], kept = 0, first = 0;
      while (first + 1 < length && !(word[first] == a && word[first + 1] == b)) first++;
      if (first + 1 >= length) continue;
      is_fine = count_word(&table, word, length, -weights[w]);
      for (long i = 0; i < length; kept++) {
        int is_pair = i + 1 < length && word[i] == a && word[i + 1] == b;
        word[kept] = is_pair ? new : word[i];
        i += is_pair ? 2 : 1;
      }
      lengths[w] = kept;
      is_fine = is_fine && count_word(&table, word, kept, weights[w]);
    }
  }
  free(table.pairs);
  free(lengths);
  return is_fine ? made : -1;
}
