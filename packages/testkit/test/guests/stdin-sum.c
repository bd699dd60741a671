// Reads numbers from WASI's stdin and prints their sum: the other way in, and what a C program does when it goes wrong.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "abort") == 0) abort();
  if (argc > 1 && strcmp(argv[1], "open") == 0) {
    FILE *file = fopen("/etc/passwd", "r");
    perror("open");
    return file == NULL ? 1 : 0;
  }
  double sum = 0, next;
  while (scanf("%lf", &next) == 1) sum += next;
  printf("%.17g\n", sum);
  return 0;
}
