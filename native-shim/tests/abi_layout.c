/* Prints where a C compiler puts the fields of jinn_abi.h: NAME=OFFSET; for each. */
#include "jinn_abi.h"

#include <stdio.h>

int main(void)
{
  for (int i = 0; i < JINN_FIELD_COUNT; i++)
    printf("%s=%lu;", jinn_fields[i].name, (unsigned long) jinn_fields[i].offset);
  return 0;
}
