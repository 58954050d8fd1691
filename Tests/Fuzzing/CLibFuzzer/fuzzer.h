// The entry point of libFuzzer for programs that have a main function of their own (llvm.org/docs/LibFuzzer.html).
#ifndef CLIBFUZZER_FUZZER_H
#define CLIBFUZZER_FUZZER_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

#endif
