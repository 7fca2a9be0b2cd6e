// No fused multiply-add, in the exponential neither: the same seed gives the same bits on every processor.
#pragma STDC FP_CONTRACT OFF
#include "include/digits.h"
#include "digit_skeletons.h"
#include "mathematics.h"

// The random numbers of one image: SplitMix64 (Steele, Lea and Flood, 2014), begun at a counter of Philox.
typedef struct { uint64_t state; } Chance;

static Chance chance_of(uint64_t seed, uint64_t place, uint64_t purpose) {
  uint32_t words[4];
  // The upper half of the counter keeps clear of the stream that tensors draw from, which leaves it 0.
  ck_philox(seed, place, purpose, words);
  return (Chance){(uint64_t)words[0] << 32 | words[1]};
}
static uint64_t bits(Chance *chance) {
  uint64_t z = chance->state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}
static float between(Chance *chance, float low, float high) {
  return low + (high - low) * ((float)(bits(chance) >> 40) * 0x1p-24f);
}
// A sum of four uniform numbers: nearly normal, and never further from the mean than 3.5 standard deviations.
static float normal(Chance *chance, float deviation) {
  float sum = 0;
  for (int i = 0; i < 4; i++) sum += between(chance, -1, 1);
  return sum * 0.866025404f * deviation;
}

// sin 2πu: the C library's own may differ in the last bit from processor to processor.
static float sine(float u) {
  u -= floorf(u + 0.5f);
  float r = fabsf(u) > 0.25f ? (u > 0 ? 0.5f - u : -0.5f - u) : u;
  float x = r * 6.28318530718f, z = x * x;
  return x * (1 + z * (-1.6666667e-1f + z * (8.3333310e-3f + z * (-1.9840874e-4f + z * 2.7525562e-6f))));
}

typedef struct { float x, y, radius; } InkPoint;
enum { STEPS = 9, MOST_INK = MOST_STROKES * (MOST_POINTS * STEPS + 1) };
// The strokes as points close to each other, and whether a stroke begins at each.
typedef struct { int count; InkPoint points[MOST_INK]; int begins[MOST_INK]; } Ink;

static const Skeleton *chosen_skeleton(Chance *chance, int digit) {
  const Skeleton *ways = skeletons[digit];
  float total = 0;
  for (int i = 0; i < MOST_SKELETONS; i++) total += ways[i].weight;
  float place = between(chance, 0, total);
  int i = 0;
  while (i + 1 < MOST_SKELETONS && ways[i + 1].weight > 0 && place >= ways[i].weight) place -= ways[i++].weight;
  return &ways[i];
}

// One writing of a skeleton: its points moved, joined by cubic curves.
static void write_strokes(Chance *chance, const Skeleton *skeleton, Ink *ink) {
  float unsteadiness = between(chance, 0.01f, 0.034f);
  // Where the middle of the digit lies, and how full its curves are.
  float sink = normal(chance, 0.055f), lean = normal(chance, 0.05f), fullness = between(chance, 0.92f, 1.16f);
  ink->count = 0;
  for (int s = 0; s < skeleton->count; s++) {
    const SkeletonStroke *stroke = &skeleton->strokes[s];
    float x[MOST_POINTS], y[MOST_POINTS];
    float dx = normal(chance, 0.012f), dy = normal(chance, 0.012f);
    int n = stroke->count;
    // A long curve is written in one swing.
    float swing = n > 8 ? 0.8f * unsteadiness : unsteadiness;
    // A hand goes astray gradually: neighbouring points are moved alike.
    float astray_x = normal(chance, swing), astray_y = normal(chance, swing);
    for (int i = 0; i < n; i++) {
      float u = stroke->points[i].x, v = stroke->points[i].y;
      astray_x = 0.6f * astray_x + normal(chance, 0.8f * swing);
      astray_y = 0.6f * astray_y + normal(chance, 0.8f * swing);
      x[i] = u + 4 * lean * v * (1 - v) + dx + astray_x;
      y[i] = v + 4 * sink * v * (1 - v) + dy + astray_y;
    }
    // The pen is set down and lifted a little early or late.
    float early = normal(chance, 0.16f), late = normal(chance, 0.16f);
    x[0] += early * (x[0] - x[1]);
    y[0] += early * (y[0] - y[1]);
    x[n - 1] += late * (x[n - 1] - x[n - 2]);
    y[n - 1] += late * (y[n - 1] - y[n - 2]);
    float phase = between(chance, 0, 1), pace = between(chance, 0.5f, 1.6f), pressure = between(chance, 0, 0.26f);
    float start = between(chance, 0.68f, 1.05f), end = between(chance, 0.55f, 1.0f);
    for (int i = 0; i + 1 < n; i++) {
      // Tangents, of one side at corners and ends.
      int a = i == 0 || stroke->points[i].is_corner ? i : i - 1;
      int b = i + 2 == n || stroke->points[i + 1].is_corner ? i + 1 : i + 2;
      float from = a == i ? 1 : 0.5f, to = b == i + 1 ? 1 : 0.5f;
      float px = (x[i + 1] - x[a]) * from * fullness, py = (y[i + 1] - y[a]) * from * fullness;
      float qx = (x[b] - x[i]) * to * fullness, qy = (y[b] - y[i]) * to * fullness;
      for (int step = i == 0 ? 0 : 1; step <= STEPS; step++) {
        float t = (float)step / STEPS, h = t * t * (3 - 2 * t), k = t * (1 - t);
        float along = ((float)i + t) / (float)(n - 1);
        InkPoint *point = &ink->points[ink->count];
        point->x = x[i] + h * (x[i + 1] - x[i]) + k * ((1 - t) * px - t * qx);
        point->y = y[i] + h * (y[i + 1] - y[i]) + k * ((1 - t) * py - t * qy);
        float taper = along < 0.15f ? start + (1 - start) * along / 0.15f
                    : along > 0.8f ? end + (1 - end) * (1 - along) / 0.2f : 1;
        point->radius = taper * (1 + pressure * sine(pace * along + phase));
        ink->begins[ink->count++] = i == 0 && step == 0;
      }
    }
  }
}

// Bends the whole smoothly: waves of a length about the digit's own.
static void bend(Chance *chance, Ink *ink) {
  float strength = between(chance, 0.3f, 1);
  for (int wave = 0; wave < 3; wave++) {
    float fx = normal(chance, 0.55f), fy = normal(chance, 0.55f), phase = between(chance, 0, 1);
    float ax = normal(chance, 0.026f) * strength, ay = normal(chance, 0.022f) * strength;
    for (int i = 0; i < ink->count; i++) {
      InkPoint *p = &ink->points[i];
      float push = sine(fx * p->x + fy * p->y + phase), other = sine(fx * p->x + fy * p->y + phase + 0.25f);
      p->x += ax * push;
      p->y += ay * other;
    }
  }
}

// Gives the digit its slant, its turn, its width, its size and its place on a sheet of that many pixels.
static void place(Chance *chance, Ink *ink, int size) {
  float unit = (float)size / 28;
  float width = exp_f(normal(chance, 0.14f)) * 1.06f, slant = 0.1f + normal(chance, 0.2f), turn = normal(chance, 0.016f);
  float s = sine(turn), c = sine(turn + 0.25f);
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
  for (int i = 0; i < ink->count; i++) {
    InkPoint *p = &ink->points[i];
    float x = p->x * width - slant * (p->y - 0.5f), y = p->y;
    p->x = c * x - s * y;
    p->y = s * x + c * y;
    left = fminf(left, p->x);
    right = fmaxf(right, p->x);
    top = fminf(top, p->y);
    bottom = fmaxf(bottom, p->y);
  }
  float radius = fminf(2.1f, 1.28f * exp_f(normal(chance, 0.24f))) * unit;
  float room = (20.5f * between(chance, 0.84f, 1.04f)) * unit - 2 * radius;
  // A wide digit is made to fit, as a tall one is.
  float scale = room / fmaxf(bottom - top, 0.92f * (right - left));
  float slack_x = ((float)size - 1.5f * unit - scale * (right - left)) / 2 - radius;
  float slack_y = ((float)size - 1.5f * unit - scale * (bottom - top)) / 2 - radius;
  float dx = fmaxf(-slack_x, fminf(slack_x, normal(chance, unit)));
  float dy = fmaxf(-slack_y, fminf(slack_y, normal(chance, unit)));
  for (int i = 0; i < ink->count; i++) {
    InkPoint *p = &ink->points[i];
    p->x = (p->x - (left + right) / 2) * scale + (float)size / 2 + dx;
    p->y = (p->y - (top + bottom) / 2) * scale + (float)size / 2 + dy;
    p->radius *= radius;
  }
}

// A coordinate as a whole number of pixels in 0...size.
INLINE int within(int size, float x) { return x <= 0 ? 0 : x >= (float)size ? size : (int)x; }

// The distance of each pixel's middle to the ink's edge, negative in the ink, where it is below the reach.
CLONES static void draw(const Ink *ink, int size, float reach, float *distance) {
  for (int i = 0; i < size * size; i++) distance[i] = reach;
  for (int i = 0; i + 1 < ink->count; i++) {
    if (ink->begins[i + 1]) continue;
    InkPoint a = ink->points[i], b = ink->points[i + 1];
    float far = (a.radius > b.radius ? a.radius : b.radius) + reach;
    // The pixels that the reach can touch, in whole numbers by rounding down, and up by adding 1.
    int left = within(size, (a.x < b.x ? a.x : b.x) - far), right = within(size, (a.x > b.x ? a.x : b.x) + far + 1);
    int top = within(size, (a.y < b.y ? a.y : b.y) - far), bottom = within(size, (a.y > b.y ? a.y : b.y) + far + 1);
    float dx = b.x - a.x, dy = b.y - a.y, thinning = b.radius - a.radius;
    float per_length = 1 / (dx * dx + dy * dy + 1e-12f);
    for (int y = top; y < bottom; y++) {
      float *row = distance + y * size, v = (float)y + 0.5f - a.y;
      for (int x = left; x < right; x++) {
        float u = (float)x + 0.5f - a.x, t = (u * dx + v * dy) * per_length;
        t = t < 0 ? 0 : t;
        t = t > 1 ? 1 : t;
        float ex = u - t * dx, ey = v - t * dy;
        float d = sqrtf(ex * ex + ey * ey) - (a.radius + t * thinning);
        row[x] = d < row[x] ? d : row[x];
      }
    }
  }
}

// Within 0...1, in a way that vectorises.
INLINE float unit_of(float x) {
  x = x < 0 ? 0 : x;
  return x > 1 ? 1 : x;
}

// Ink by the distance to its edge: from all to none over some softnesses, smoothly.
CLONES static void ink_in(long n, const float *distance, float softness, float darkness, float *ink) {
  float slope = -1 / (3.2f * softness);
  for (long i = 0; i < n; i++) {
    float t = unit_of(0.5f + distance[i] * slope);
    ink[i] = darkness * t * t * (3 - 2 * t);
  }
}

typedef struct { float channel[3]; } Colour;

// A colour from hue, saturation and lightness, all in 0...1.
static Colour colour_of(float hue, float saturation, float lightness) {
  Colour colour;
  float spread = saturation * fminf(lightness, 1 - lightness);
  for (int i = 0; i < 3; i++) {
    float k = hue * 12 + (i == 0 ? 0 : i == 1 ? 8 : 4);
    k -= 12 * floorf(k / 12);
    colour.channel[i] = lightness - spread * fmaxf(-1, fminf(fminf(k - 3, 9 - k), 1));
  }
  return colour;
}
static float brightness(Colour c) { return 0.299f * c.channel[0] + 0.587f * c.channel[1] + 0.114f * c.channel[2]; }

CLONES static void blend(int size, const float *ink, float paper, float pen, float shade_x, float shade_y, float *plane) {
  float step = shade_x / (float)size, start = paper - 0.5f * (shade_x + shade_y);
  for (int y = 0; y < size; y++) {
    float left = start + shade_y * (float)y / (float)size;
    for (int x = 0; x < size; x++) {
      float a = ink[y * size + x], here = left + step * (float)x;
      plane[y * size + x] = unit_of(here + a * (pen - here));
    }
  }
}

// Paper and ink of different brightness; the paper is a little brighter toward one side.
static void colour_in(Chance *chance, int size, const float *ink, float *planes) {
  Colour paper = colour_of(between(chance, 0, 1), between(chance, 0.15f, 0.9f), between(chance, 0.08f, 0.92f)), pen;
  do {
    pen = colour_of(between(chance, 0, 1), between(chance, 0.2f, 1), between(chance, 0.05f, 0.95f));
  } while (fabsf(brightness(pen) - brightness(paper)) < 0.33f);
  float shade_x = normal(chance, 0.06f), shade_y = normal(chance, 0.06f);
  for (int i = 0; i < 3; i++)
    blend(size, ink, paper.channel[i], pen.channel[i], shade_x, shade_y, planes + i * size * size);
}

// Every ten images are the ten digits, in an order of their own.
static int digit_at(uint64_t seed, long place) {
  int order[10];
  Chance chance = chance_of(seed, (uint64_t)(place / 10), 2);
  for (int i = 0; i < 10; i++) {
    int j = (int)(bits(&chance) % (uint64_t)(i + 1));
    order[i] = order[j];
    order[j] = i;
  }
  return order[place % 10];
}

typedef struct { long first; uint64_t seed; int size, channels; float *images; int64_t *labels; } Sheets;

static void write_digits(long begin, long end, void *context) {
  Sheets *sheets = context;
  int size = sheets->size, area = size * size;
  float unit = (float)size / 28;
  float *plane = ck_allocate((long)area * (long)sizeof(float));
  Ink *ink = ck_allocate(sizeof(Ink));
  if (!plane || !ink) ck_trap();
  for (long i = begin; i < end; i++) {
    long at = sheets->first + i;
    int digit = digit_at(sheets->seed, at);
    sheets->labels[i] = digit;
    Chance chance = chance_of(sheets->seed, (uint64_t)at, 1);
    write_strokes(&chance, chosen_skeleton(&chance, digit), ink);
    bend(&chance, ink);
    place(&chance, ink, size);
    float softness = between(&chance, 0.45f, 0.72f) * sqrtf(unit), darkness = fminf(1, between(&chance, 0.88f, 1.2f));
    draw(ink, size, 2 * softness, plane);
    float *image = sheets->images + i * sheets->channels * area, *target = sheets->channels == 1 ? image : plane;
    ink_in(area, plane, softness, darkness, target);
    if (sheets->channels == 3) colour_in(&chance, size, plane, image);
  }
  ck_release(plane, (long)area * (long)sizeof(float));
  ck_release(ink, sizeof(Ink));
}

void ck_digits(long first, long count, uint64_t seed, int size, int channels, float *images, int64_t *labels) {
  Sheets sheets = {first, seed, size, channels, images, labels};
  ck_parallel_for(count, 16, write_digits, &sheets);
}
