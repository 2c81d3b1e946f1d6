/*
 * Lets programs with AMX instructions run on a processor that has none: a library to preload, in which a handler of
 * SIGILL decodes the instruction and does what it does.
 *
 *   gcc -O2 -shared -fPIC -o amx_emulator.so amx_emulator.c
 *   LD_PRELOAD=./amx_emulator.so ./program
 *
 * x86-64 Linux; programs that are linked dynamically and have no handler of SIGILL of their own (so no JVM). Where the
 * processor has AMX and Linux grants its tiles, the library asks for them and leaves the instructions to the processor.
 * To emulate there too, hide the processor: qemu-x86_64 -E LD_PRELOAD=./amx_emulator.so ./program
 */
#define _GNU_SOURCE
#define EXO_AMX_MODEL_CORE
#include "amx_model.h"
#include <signal.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum prefix { NONE, P66, PF3, PF2 };

/* An instruction with a VEX prefix of three bytes, as far as AMX needs it. */
struct instruction {
  enum prefix prefix;
  uint8_t opcode, mod, reg, rm, vvvv;
  uint64_t address;
  int64_t stride;
  const uint8_t *end;
};

static const int registers[16] = {REG_RAX, REG_RCX, REG_RDX, REG_RBX, REG_RSP, REG_RBP, REG_RSI, REG_RDI,
                                  REG_R8,  REG_R9,  REG_R10, REG_R11, REG_R12, REG_R13, REG_R14, REG_R15};

static int64_t value(const ucontext_t *u, int number) { return u->uc_mcontext.gregs[registers[number]]; }

static int32_t word(const uint8_t *p) {
  int32_t v;
  memcpy(&v, p, 4);
  return v;
}

/* Whether it is an instruction that could be one of AMX. */
static int decode(const ucontext_t *u, struct instruction *i) {
  const uint8_t *p = (const uint8_t *)u->uc_mcontext.gregs[REG_RIP];
  /* C4, RXB.mmmmm with map 0F38, W.vvvv.L.pp with W = 0 and L = 0 */
  if (p[0] != 0xc4 || (p[1] & 0x1f) != 2 || (p[2] & 0x84) != 0) {
    return 0;
  }
  const int r = !(p[1] & 0x80), x = !(p[1] & 0x40), b = !(p[1] & 0x20);
  i->prefix = (enum prefix)(p[2] & 3);
  i->vvvv = (uint8_t)(~p[2] >> 3 & 15);
  i->opcode = p[3];
  i->mod = p[4] >> 6;
  i->reg = (uint8_t)((p[4] >> 3 & 7) + 8 * r);
  i->rm = (uint8_t)((p[4] & 7) + 8 * b);
  i->stride = 0;
  i->address = 0;
  const uint8_t *q = p + 5;
  if (i->mod == 3) {
    i->end = q;
    return 1;
  }
  int64_t base = 0;
  int relative = 0, wide = i->mod == 2;
  if ((i->rm & 7) == 4) {
    const int index = (*q >> 3 & 7) + 8 * x, low = *q & 7;
    if (index != 4) {
      i->stride = (int64_t)((uint64_t)value(u, index) << (*q >> 6));
    }
    if (low == 5 && i->mod == 0) {
      wide = 1;
    } else {
      base = value(u, low + 8 * b);
    }
    q++;
  } else if ((i->rm & 7) == 5 && i->mod == 0) {
    relative = wide = 1;
  } else {
    base = value(u, i->rm);
  }
  int64_t offset = 0;
  if (wide) {
    offset = word(q);
    q += 4;
  } else if (i->mod == 1) {
    offset = (int8_t)*q++;
  }
  i->end = q;
  i->address = (uint64_t)(base + offset + (relative ? (int64_t)q : 0));
  return 1;
}

static int has_sib(const struct instruction *i) { return i->mod != 3 && (i->rm & 7) == 4; }

/* Does an instruction; 0 if it is none of AMX. */
static int perform(const struct instruction *i) {
  if (i->reg > 7) {
    return 0;
  }
  if (i->opcode == 0x49 && i->mod != 3 && i->reg == 0 && i->vvvv == 0) {
    /* here an index belongs to the address */
    void *at = (void *)(i->address + (uint64_t)i->stride);
    if (i->prefix == NONE) {
      exo_amx_ldtilecfg(at);
      return 1;
    }
    if (i->prefix == P66) {
      exo_amx_sttilecfg(at);
      return 1;
    }
    return 0;
  }
  if (i->opcode == 0x49 && i->mod == 3 && i->rm == 0 && i->vvvv == 0) {
    if (i->prefix == NONE && i->reg == 0) {
      exo_amx_tilerelease();
      return 1;
    }
    if (i->prefix == PF2) {
      exo_amx_tilezero(i->reg);
      return 1;
    }
    return 0;
  }
  if (i->opcode == 0x4b && has_sib(i) && i->vvvv == 0 && i->prefix != NONE) {
    if (i->prefix == PF3) {
      exo_amx_tilestore(i->reg, (void *)i->address, i->stride);
    } else {
      exo_amx_tileload(i->reg, (const void *)i->address, i->stride);
    }
    return 1;
  }
  if (i->mod == 3 && i->rm < 8 && i->vvvv < 8) {
    if (i->opcode == 0x5e) {
      const int a_signed = i->prefix == PF2 || i->prefix == PF3, b_signed = i->prefix == PF2 || i->prefix == P66;
      exo_amx_tdpb(i->reg, i->rm, i->vvvv, a_signed, b_signed);
      return 1;
    }
    if (i->opcode == 0x5c && i->prefix == PF3) {
      exo_amx_tdpbf16ps(i->reg, i->rm, i->vvvv);
      return 1;
    }
  }
  return 0;
}

/* QEMU's user emulators (7.2) enter handlers with a stack that is not aligned as compilers expect. */
__attribute__((force_align_arg_pointer)) static void handle(int number, siginfo_t *info, void *context) {
  ucontext_t *u = context;
  struct instruction i;
  (void)info;
  if (decode(u, &i) && perform(&i)) {
    u->uc_mcontext.gregs[REG_RIP] = (greg_t)i.end;
  } else {
    /* not ours: the instruction is executed again, and ends the program */
    signal(number, SIG_DFL);
  }
}

__attribute__((constructor)) static void install(void) {
  struct sigaction action;
  if (syscall(SYS_arch_prctl, 0x1023 /* ARCH_REQ_XCOMP_PERM */, 18L /* XTILEDATA */) == 0) {
    return;
  }
  memset(&action, 0, sizeof(action));
  action.sa_sigaction = handle;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGILL, &action, NULL);
}
