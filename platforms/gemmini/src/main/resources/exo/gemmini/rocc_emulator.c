/*
 * Lets programs with instructions of the Gemmini accelerator run on a RISC-V processor that has none, or under
 * qemu-riscv64: to be linked with the program or preloaded. A handler of SIGILL decodes the instruction and has the
 * functional model do it. The memories are `gemmini_model`, one for each thread.
 *
 *   riscv64-linux-gnu-gcc -O2 -static -I rocc -c kernel.c main.c
 *   riscv64-linux-gnu-gcc -O2 -static -I . -c rocc_emulator.c
 *   riscv64-linux-gnu-gcc -static -o program kernel.o main.o rocc_emulator.o -lm
 *   qemu-riscv64 ./program
 */
#define _GNU_SOURCE
#include "include/gemmini.h"
#include <signal.h>
#include <ucontext.h>

/* Two registers as the encodings pack them. */
static uint32_t address(uint64_t r) { return (uint32_t)r; }
static uint64_t cols(uint64_t r) { return r >> 32 & 0xffff; }
static uint64_t rows(uint64_t r) { return r >> 48; }

static float number(uint64_t bits) {
  const uint32_t low = (uint32_t)bits;
  float x;
  memcpy(&x, &low, sizeof x);
  return x;
}

static void configure(uint64_t rs1, uint64_t rs2) {
  switch (rs1 & 3) {
    case 0:
      if (rs2 >> 48 != 1 || (rs1 >> 7 & 1) != 0) {
        gemmini_model_fail("config_ex: only outputs that follow each other are modelled");
      }
      gemmini_extended_config_ex((int)(rs1 >> 2 & 1), (int)(rs1 >> 3 & 3), (uint32_t)rs2, rs1 >> 16 & 0xffff,
                                 rs1 >> 8 & 1, rs1 >> 9 & 1);
      return;
    case 1:
      if ((rs1 >> 8 & 0xff) > 1) {
        gemmini_model_fail("config_ld: repeated pixels are not modelled");
      }
      gemmini_extended4_config_ld(rs2, number(rs1 >> 32), rs1 >> 2 & 1, rs1 >> 16 & 0xffff, (int)(rs1 >> 3 & 3));
      return;
    case 2:
      if (rs1 >> 4 != 0) {
        gemmini_model_fail("config_st: pooling is not modelled");
      }
      gemmini_extended_config_st((uint32_t)rs2, rs1 >> 2 & 3, number(rs2 >> 32));
      return;
    default:
      gemmini_model_fail("config: normalisation is not modelled");
  }
}

/* Does an instruction; false if it is none of the accelerator. */
static bool perform(uint32_t instruction, uint64_t rs1, uint64_t rs2) {
  /* custom-3, two operands and no result */
  if ((instruction & 0x7f) != 0x7b || (instruction >> 12 & 7) != 3) {
    return false;
  }
  switch (instruction >> 25) {
    case 0:
      configure(rs1, rs2);
      return true;
    case 1:
      gemmini_extended_mvin2(rs1, address(rs2), cols(rs2), rows(rs2));
      return true;
    case 2:
      gemmini_extended_mvin(rs1, address(rs2), cols(rs2), rows(rs2));
      return true;
    case 14:
      gemmini_extended_mvin3(rs1, address(rs2), cols(rs2), rows(rs2));
      return true;
    case 3:
      gemmini_extended_mvout(rs1, address(rs2), cols(rs2), rows(rs2));
      return true;
    case 4:
      gemmini_extended_compute_preloaded(address(rs1), address(rs2), cols(rs1), rows(rs1), cols(rs2), rows(rs2));
      return true;
    case 6:
      gemmini_extended_preload(address(rs1), address(rs2), cols(rs1), rows(rs1), cols(rs2), rows(rs2));
      return true;
    case 7:
      gemmini_flush(rs1);
      return true;
    default:
      return false;
  }
}

static void handle(int signal_number, siginfo_t *info, void *context) {
  (void)info;
  ucontext_t *u = context;
  unsigned long *registers = u->uc_mcontext.__gregs; /* the first is the program counter, in the place of x0 */
  uint32_t instruction;
  memcpy(&instruction, (const void *)registers[REG_PC], sizeof instruction);
  const uint32_t first = instruction >> 15 & 31, second = instruction >> 20 & 31;
  if (perform(instruction, first == 0 ? 0 : registers[first], second == 0 ? 0 : registers[second])) {
    registers[REG_PC] += 4;
  } else {
    /* not ours: the instruction is executed again, and ends the program */
    signal(signal_number, SIG_DFL);
  }
}

__attribute__((constructor)) static void install(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = handle;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGILL, &action, NULL);
}
