// Pictures as data: bytes to planes, other sizes, other positions.
#pragma once
#include <stdint.h>

/// y(channels, pixels) = x(pixels, channels) / 255
void ck_planes(long pixels, int channels, const uint8_t *x, float *y);
/// Planes in another size: each new pixel a mean of the old ones under a triangle around it, as wide as a new pixel and its
/// neighbours' halves, or an old one's where those are larger.
void ck_resize(long planes, long height, long width, const float *x, long new_height, long new_width, float *y);
/// y at (row, column) of image i is x at (m[3] column + m[4] row + m[5], m[0] column + m[1] row + m[2]) with the six numbers m
/// of that image, between four pixels; coordinates are of the pixels' middles. Outside is the background.
void ck_warp(long count, long channels, long height, long width, const float *x, const float *maps, float background,
             float *y);
/// Sets all channels of image i to the value in its box: top, left, bottom and right, which are inside.
void ck_blank(long count, long channels, long height, long width, const int64_t *boxes, float value, float *y);
