/* A command in C: reads standard input, counts words, sorts them, and prints. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  char text[24];
  int count;
} word;

static int by_count(const void *left, const void *right) {
  const word *a = left, *b = right;
  return a->count != b->count ? b->count - a->count : strcmp(a->text, b->text);
}

static word *find(word *words, int *used, const char *text) {
  for (int index = 0; index < *used; index++)
    if (strcmp(words[index].text, text) == 0) return &words[index];
  word *added = &words[(*used)++];
  strncpy(added->text, text, sizeof added->text - 1);
  return added;
}

int main(void) {
  word *words = calloc(500, sizeof *words);
  int used = 0;
  char text[24];
  double sum = 0;
  while (scanf("%23s", text) == 1) {
    find(words, &used, text)->count++;
    sum += strtod(text, NULL) / 3;
  }
  qsort(words, used, sizeof *words, by_count);
  uint64_t hash = 14695981039346656037u;
  for (int index = 0; index < used; index++) {
    switch (words[index].count % 5) {
      case 0: hash ^= words[index].count; break;
      case 1: hash = hash * 31 + 1; break;
      case 2: hash += strlen(words[index].text); break;
      case 3: hash = (hash << 7) | (hash >> 57); break;
      default: hash -= 3;
    }
    if (index < 5) printf("%-10s %d\n", words[index].text, words[index].count);
  }
  printf("%d words, %.6f, %llx\n", used, sum, (unsigned long long)hash);
  free(words);
  return 0;
}
