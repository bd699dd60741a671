// Weight logic in C: whoever is close to the newest set's median gets more weight.
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Largest payload that is read. A shorter buffer than the payload crashes the node's runtime.
#define LARGEST (4u << 20)
// Part of the new weight that comes from the newest set.
#define FRESH_PART 0.3
// What the chain stores for a weight of 1.
#define ONE 100000.0

__attribute__((import_module("blockless_memory"), import_name("memory_read")))
uint32_t memory_read(char *buffer, uint32_t length, uint32_t *size);

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(65);
}

// Just enough JSON for the payload, in which every value is a text, a list or an object. All functions take a place in its text.

static const char *past(const char *at, char wanted) {
  at += strspn(at, " \t\r\n");
  if (*at != wanted) fail("the payload is not JSON");
  return at + 1;
}

static char next(const char *at) { return at[strspn(at, " \t\r\n")]; }

static const char *past_text(const char *at) {
  for (at = past(at, '"'); *at != '"'; at++) {
    if (*at == '\\') at++;
    if (*at == 0) fail("the payload is not JSON");
  }
  return at + 1;
}

// Past a value, however deep it is nested.
static const char *past_value(const char *at) {
  int depth = 0;
  do {
    char first = next(at);
    if (first == '"') at = past_text(at);
    else at = past(at, first == 0 ? '"' : first);
    if (first == '{' || first == '[') depth++;
    if (first == '}' || first == ']') depth--;
  } while (depth > 0);
  return at;
}

// The value under a key of an object, or NULL. Keys are compared as they are written.
static const char *named(const char *at, const char *key) {
  if (at == NULL) return NULL;
  size_t length = strlen(key);
  at = past(at, '{');
  while (next(at) == '"') {
    const char *name = past(at, '"');
    const char *end = past_text(at);
    const char *value = past(end, ':');
    if ((size_t)(end - 1 - name) == length && memcmp(name, key, length) == 0) return value;
    at = past_value(value);
    if (next(at) == ',') at = past(at, ',');
  }
  return NULL;
}

// The item of a list or object at that place or after the comma there, or NULL at its end.
static const char *item(const char *at) {
  if (next(at) == ',') at = past(at, ',');
  return next(at) == ']' || next(at) == '}' ? NULL : at;
}

// A finite number that is written as a text.
static bool number(const char *at, double *value) {
  if (at == NULL || next(at) != '"') return false;
  const char *text = past(at, '"');
  char *end;
  *value = strtod(text, &end);
  return end != text && *end == '"' && isfinite(*value);
}

// A worker's name, as it is written between its quotes, with its inference or its stored weight.
struct entry {
  const char *worker;
  int length;
  double value;
};

struct entries {
  struct entry *all;
  size_t count, room;
};

// Takes a name and a value, unless they are not a text and a number. Both are places in the payload.
static void add(struct entries *to, const char *worker, const char *value) {
  struct entry one;
  if (worker == NULL || next(worker) != '"' || !number(value, &one.value)) return;
  one.worker = past(worker, '"');
  one.length = (int)(past_text(worker) - 1 - one.worker);
  if (to->count == to->room) {
    to->room = to->room * 2 + 64;
    to->all = realloc(to->all, to->room * sizeof one);
    if (to->all == NULL) fail("out of memory");
  }
  to->all[to->count++] = one;
}

static int by_worker(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  int order = memcmp(x->worker, y->worker, (size_t)(x->length < y->length ? x->length : y->length));
  return order != 0 ? order : x->length - y->length;
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(const struct entries *of) {
  size_t count = of->count, half = count / 2;
  if (count == 0) return 0;
  double *values = malloc(count * sizeof *values);
  if (values == NULL) fail("out of memory");
  for (size_t i = 0; i < count; i++) values[i] = of->all[i].value;
  qsort(values, count, sizeof *values, by_value);
  return count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

int main(void) {
  char *payload = malloc(LARGEST + 1);
  uint32_t size = 0;
  if (payload == NULL || memory_read(payload, LARGEST, &size) != 0) fail("the payload cannot be read");
  payload[size] = 0;

  const char *newest = NULL, *sets = named(payload, "inferences");
  double time, latest = -1;
  for (const char *set = sets == NULL ? NULL : item(past(sets, '[')); set != NULL; set = item(past_value(set)))
    if (number(named(set, "timestamp"), &time) && time > latest) latest = time, newest = set;

  struct entries given = {0}, stored = {0};
  const char *inferences = named(newest, "inferences");
  for (const char *one = inferences == NULL ? NULL : item(past(inferences, '[')); one != NULL;
       one = item(past_value(one)))
    add(&given, named(one, "worker"), named(one, "inference"));
  const char *weights = named(payload, "latest_weights");
  for (const char *at = weights == NULL ? NULL : item(past(weights, '{')); at != NULL; at = item(past_value(at))) {
    const char *value = past(past_text(at), ':');
    add(&stored, at, value);
    at = value;
  }
  // Sorted, so that a weight is found in few steps: there may be thousands.
  if (given.count > 0) qsort(given.all, given.count, sizeof *given.all, by_worker);
  if (stored.count > 0) qsort(stored.all, stored.count, sizeof *stored.all, by_worker);

  double middle = median(&given), mean = 0;
  for (size_t i = 0; i < given.count; i++) mean += fabs(given.all[i].value - middle);
  if (given.count > 0) mean /= (double)given.count;
  printf("{\"type\":\"weights\",\"weights\":{");
  for (size_t i = 0; i < given.count; i++) {
    const struct entry *one = &given.all[i], *found = NULL;
    if (stored.count > 0) found = bsearch(one, stored.all, stored.count, sizeof *one, by_worker);
    double fresh = mean > 0 ? 1 / (1 + fabs(one->value - middle) / mean) : 1;
    double old = found == NULL ? 0 : found->value / ONE;
    double weight = old > 0 ? old + FRESH_PART * (fresh - old) : fresh;
    printf("%s\"%.*s\":\"%.6f\"", i == 0 ? "" : ",", one->length, one->worker, weight);
  }
  printf("}}\n");
  return 0;
}
