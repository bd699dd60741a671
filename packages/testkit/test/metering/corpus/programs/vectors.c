/* No library: loops that a compiler vectorizes, structures that it copies in bulk, tail calls. */
#include <stdint.h>

typedef struct {
  int values[80];
} block;

static float left[256], right[256];
static int32_t counts[256];

__attribute__((noinline)) static block twice(block given) {
  for (int index = 0; index < 80; index++) given.values[index] *= 2;
  return given;
}

__attribute__((noinline)) static int32_t down(int32_t turns, int32_t sum) {
  if (turns == 0) return sum;
  return down(turns - 1, sum ^ (turns * 7));
}

__attribute__((export_name("run"))) int32_t run(void) {
  block numbers;
  for (int index = 0; index < 80; index++) numbers.values[index] = index;
  numbers = twice(twice(numbers));
  for (int index = 0; index < 256; index++) {
    left[index] = index * 0.5f;
    right[index] = 256 - index;
    counts[index] = index * index;
  }
  float dot = 0;
  int32_t most = 0;
  for (int index = 0; index < 256; index++) {
    left[index] = left[index] * right[index] + 1;
    counts[index] = counts[index] * 3 - index;
  }
  for (int index = 0; index < 256; index++) {
    dot += left[index];
    if (counts[index] > most) most = counts[index];
  }
  return (int32_t)dot + most + numbers.values[79] + down(50, 3);
}
