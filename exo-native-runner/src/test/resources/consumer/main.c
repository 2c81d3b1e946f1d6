#include <my-kernels/mixed.h>
#include <stdio.h>

int main(void) {
  float a[6] = {1, 2, 3, 4, 5, 6}, b[6] = {1, 0, 0, 1, 1, 1}, c[4] = {10, 10, 10, 10};
  sgemm(2, 2, 3, a, b, c);
  printf("%g %g %g %g\n", (double)c[0], (double)c[1], (double)c[2], (double)c[3]);
  return 0;
}
