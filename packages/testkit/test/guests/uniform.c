// Weight logic in C: gives every worker in the payload's latest_weights the same weight. "Any language" as an example.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// On a node the payload comes through this call; WASI's stdin is empty there.
__attribute__((import_module("blockless_memory"), import_name("memory_read")))
uint32_t memory_read(char *buffer, uint32_t length, uint32_t *number);

#define LARGEST (4u << 20)
#define MOST_WORKERS 10000

static const char *workers[MOST_WORKERS];
static int lengths[MOST_WORKERS];

int main(int argc, char **argv) {
  (void)argc;
  (void)argv;
  char *payload = malloc(LARGEST + 1);
  uint32_t size = 0;
  if (payload == NULL || memory_read(payload, LARGEST, &size) != 0) {
    fprintf(stderr, "the payload cannot be read\n");
    return 66;
  }
  payload[size] = 0;

  const char *at = strstr(payload, "\"latest_weights\":{");
  if (at == NULL) {
    fprintf(stderr, "the payload has no latest_weights\n");
    return 65;
  }
  at = strchr(at, '{') + 1;
  int count = 0;
  while (*at == '"' && count < MOST_WORKERS) {
    const char *end = strchr(at + 1, '"');
    if (end == NULL) break;
    workers[count] = at + 1;
    lengths[count++] = (int)(end - at - 1);
    const char *next = strchr(end, ',');
    const char *close = strchr(end, '}');
    if (next == NULL || next > close) break;
    at = next + 1;
  }

  const char *topic = getenv("TOPIC_ID");
  fprintf(stderr, "topic %s at %lld: %d workers\n", topic == NULL ? "?" : topic,
          (long long)time(NULL), count);
  printf("{\"type\":\"weights\",\"weights\":{");
  for (int i = 0; i < count; i++)
    printf("%s\"%.*s\":\"%.17g\"", i == 0 ? "" : ",", lengths[i], workers[i], 1.0 / count);
  printf("}}");
  return 0;
}
