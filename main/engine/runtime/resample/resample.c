/*
 * The two passes of core/geometry/resampler.ts for 128-bit vectors. Results are the same to the last bit.
 *
 * Weights have 22 bits; a vector multiplies 16-bit pairs and adds the two products. So each weight comes as two halves of
 * 11 bits, and two neighbouring taps as one pair: sum = (sum of high halves << 11) + sum of low halves. Every output
 * sample of an axis has the same number of pairs; missing taps have the weight 0 and may read what lies behind the
 * picture, within the memory.
 */
#include <stdint.h>
#include <wasm_simd128.h>

#define EXPORT(name) __attribute__((export_name(name)))

enum { half_bits = 11, weight_bits = 22, bytes_per_pixel = 3, bytes_per_squeezed = 4, squeezed_per_vector = 4 };

/* The high halves of two weights in one word, then their low halves. */
typedef struct {
  uint32_t high;
  uint32_t low;
} weight_pair;

typedef struct {
  v128_t high;
  v128_t low;
} sums;

static inline sums no_sums(void) {
  return (sums){wasm_i32x4_splat(0), wasm_i32x4_splat(0)};
}

static inline sums add_pair(sums so_far, v128_t samples, const weight_pair *pair) {
  const v128_t high = wasm_i32x4_dot_i16x8(samples, wasm_v128_load32_splat(&pair->high));
  const v128_t low = wasm_i32x4_dot_i16x8(samples, wasm_v128_load32_splat(&pair->low));
  return (sums){wasm_i32x4_add(so_far.high, high), wasm_i32x4_add(so_far.low, low)};
}

/* From fixed point to channel values, one per 32-bit lane. */
static inline v128_t rounded(sums total) {
  const v128_t half = wasm_i32x4_splat(1 << (weight_bits - 1));
  const v128_t sum = wasm_i32x4_add(wasm_i32x4_shl(total.high, half_bits), total.low);
  return wasm_u32x4_shr(wasm_i32x4_add(sum, half), weight_bits);
}

/* Four vectors of channel values as bytes; what thousands of rounded weights drive beyond 255 becomes 255. */
static inline v128_t bytes_of(v128_t a, v128_t b, v128_t c, v128_t d) {
  return wasm_u8x16_narrow_i16x8(wasm_i16x8_narrow_i32x4(a, b), wasm_i16x8_narrow_i32x4(c, d));
}

/* Two RGB pixels, six bytes, as 16-bit pairs: red, red, green, green, blue, blue, 0, 0. */
static inline v128_t first_pixels(v128_t bytes) {
  return wasm_i8x16_swizzle(bytes, wasm_i8x16_const(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1));
}

static inline v128_t next_pixels(v128_t bytes) {
  return wasm_i8x16_swizzle(bytes, wasm_i8x16_const(6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1, -1));
}

static inline v128_t squeezed_pixel(const uint8_t *pixels, const weight_pair *weights, uint32_t pairs) {
  sums total = no_sums();
  uint32_t pair = 0;
  for (; pair + 2 <= pairs; pair += 2) {
    const v128_t bytes = wasm_v128_load(pixels + pair * 2 * bytes_per_pixel);
    total = add_pair(total, first_pixels(bytes), weights + pair);
    total = add_pair(total, next_pixels(bytes), weights + pair + 1);
  }
  if (pair < pairs) total = add_pair(total, first_pixels(wasm_v128_load(pixels + pair * 2 * bytes_per_pixel)), weights + pair);
  return rounded(total);
}

static inline void squeeze_row(const uint8_t *row, const uint32_t *offsets, const weight_pair *weights, uint32_t pairs,
                               uint8_t *target, uint32_t width) {
  for (uint32_t x = 0; x < width; x += squeezed_per_vector) {
    const weight_pair *at = weights + x * pairs;
    const v128_t a = squeezed_pixel(row + offsets[x], at, pairs);
    const v128_t b = squeezed_pixel(row + offsets[x + 1], at + pairs, pairs);
    const v128_t c = squeezed_pixel(row + offsets[x + 2], at + 2 * pairs, pairs);
    const v128_t d = squeezed_pixel(row + offsets[x + 3], at + 3 * pairs, pairs);
    wasm_v128_store(target + x * bytes_per_squeezed, bytes_of(a, b, c, d));
  }
}

/*
 * First pass: `row_count` rows of RGB pixels, `row_bytes` apart, become `width` pixels of four bytes, the last one 0.
 * `width` is a multiple of four; pixel x begins `offsets[x]` bytes into its row and has `pairs` weight pairs.
 */
EXPORT("squeezeColumns")
void squeeze_columns(const uint8_t *rows, uint32_t row_bytes, uint32_t row_count, const uint32_t *offsets,
                     const weight_pair *weights, uint32_t pairs, uint8_t *target, uint32_t width) {
  for (uint32_t y = 0; y < row_count; y++) {
    /* With a constant number of pairs the compiler unrolls the sums. */
    switch (pairs) {
      case 1: squeeze_row(rows, offsets, weights, 1, target, width); break;
      case 2: squeeze_row(rows, offsets, weights, 2, target, width); break;
      case 3: squeeze_row(rows, offsets, weights, 3, target, width); break;
      default: squeeze_row(rows, offsets, weights, pairs, target, width);
    }
    rows += row_bytes;
    target += width * bytes_per_squeezed;
  }
}

static inline v128_t mixed_pixels(const uint8_t *from, uint32_t step, const weight_pair *weights, uint32_t pairs) {
  sums a = no_sums(), b = no_sums(), c = no_sums(), d = no_sums();
  for (uint32_t pair = 0; pair < pairs; pair++) {
    const v128_t upper = wasm_v128_load(from + 2 * pair * step);
    const v128_t lower = wasm_v128_load(from + (2 * pair + 1) * step);
    const v128_t left = wasm_i8x16_shuffle(upper, lower, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const v128_t right = wasm_i8x16_shuffle(upper, lower, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    a = add_pair(a, wasm_u16x8_extend_low_u8x16(left), weights + pair);
    b = add_pair(b, wasm_u16x8_extend_high_u8x16(left), weights + pair);
    c = add_pair(c, wasm_u16x8_extend_low_u8x16(right), weights + pair);
    d = add_pair(d, wasm_u16x8_extend_high_u8x16(right), weights + pair);
  }
  return bytes_of(rounded(a), rounded(b), rounded(c), rounded(d));
}

static inline void mix_row(const uint8_t *from, uint32_t step, const weight_pair *weights, uint32_t pairs, uint8_t *target) {
  for (uint32_t at = 0; at < step; at += sizeof(v128_t)) wasm_v128_store(target + at, mixed_pixels(from + at, step, weights, pairs));
}

static inline void spread_row(const uint8_t *row, uint32_t width, const float *table, float *red, uint32_t plane) {
  float *const green = red + plane;
  float *const blue = green + plane;
  for (uint32_t x = 0; x < width; x++, row += bytes_per_squeezed) {
    red[x] = table[row[0]];
    green[x] = table[256 + row[1]];
    blue[x] = table[512 + row[2]];
  }
}

/*
 * Second pass: mixes squeezed rows of `squeezed_width` pixels to `height` rows and writes table[channel][value] of the first
 * `width` pixels to three planes of `plane` floats, whose rows lie `target_width` floats apart. Row y begins `offsets[y]`
 * bytes into the squeezed rows. `row` has room for one row.
 */
EXPORT("mixRows")
void mix_rows(const uint8_t *squeezed, uint32_t squeezed_width, const uint32_t *offsets, const weight_pair *weights, uint32_t pairs,
              uint8_t *row, uint32_t width, uint32_t height, const float *table, float *target, uint32_t target_width, uint32_t plane) {
  const uint32_t step = squeezed_width * bytes_per_squeezed;
  for (uint32_t y = 0; y < height; y++) {
    const uint8_t *from = squeezed + offsets[y];
    const weight_pair *at = weights + y * pairs;
    switch (pairs) {
      case 1: mix_row(from, step, at, 1, row); break;
      case 2: mix_row(from, step, at, 2, row); break;
      case 3: mix_row(from, step, at, 3, row); break;
      default: mix_row(from, step, at, pairs, row);
    }
    spread_row(row, width, table, target, plane);
    target += target_width;
  }
}
