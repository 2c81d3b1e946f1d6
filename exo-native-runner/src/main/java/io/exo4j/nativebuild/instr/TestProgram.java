package io.exo4j.nativebuild.instr;

import io.exo4j.backend.CBackend;
import io.exo4j.backend.CModule;
import io.exo4j.backend.CSignature;
import io.exo4j.backend.CUnit;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import java.util.ArrayList;
import java.util.List;

/**
 * A C program that does a number of executions and prints the operands afterwards. Its argument is
 * the number of the first execution to do.
 */
final class TestProgram {
  /** What the lines begin with that are for {@link ProgramOutput}. */
  static final String MARK = "@@";

  private static final String DRIVER =
      """

      #include <inttypes.h>
      #include <stdio.h>
      #include <string.h>

      /* Each operand lies between zones that nobody may touch. */
      enum { ZONE = 256, OPERANDS = 16 };

      struct operand {
        const void *init;
        size_t count, width;
      };

      static uint64_t element(const unsigned char *p, size_t width) {
        uint64_t v = 0;
        if (width == 1) {
          v = *p;
        } else if (width == 2) {
          uint16_t x;
          memcpy(&x, p, 2);
          v = x;
        } else if (width == 4) {
          uint32_t x;
          memcpy(&x, p, 4);
          v = x;
        } else {
          memcpy(&v, p, 8);
        }
        return v;
      }

      static int touched(const unsigned char *zone) {
        for (int i = 0; i < ZONE; i++) {
          if (zone[i] != 0xa5) {
            return 1;
          }
        }
        return 0;
      }

      static void execute(int number, void (*call)(void **), const struct operand *o, int n) {
        void *places[OPERANDS];
        unsigned char *zones[OPERANDS];
        printf("@@ begin %d\\n", number);
        fflush(stdout);
        for (int i = 0; i < n; i++) {
          const size_t bytes = o[i].count * o[i].width;
          /* aligned for an element and for nothing more */
          zones[i] = malloc(bytes + 2 * ZONE + 64);
          memset(zones[i], 0xa5, bytes + 2 * ZONE + 64);
          places[i] = zones[i] + ZONE + o[i].width;
          memcpy(places[i], o[i].init, bytes);
        }
        call(places);
        for (int i = 0; i < n; i++) {
          const unsigned char *p = places[i];
          if (touched(p - ZONE) || touched(p + o[i].count * o[i].width)) {
            printf("@@ outside %d\\n", i);
          }
          printf("@@ operand %d", i);
          for (size_t k = 0; k < o[i].count; k++) {
            printf(" %" PRIx64, element(p + k * o[i].width, o[i].width));
          }
          printf("\\n");
          free(zones[i]);
        }
        printf("@@ end %d\\n", number);
        fflush(stdout);
      }

      """;

  private TestProgram() {}

  /**
   * The text.
   *
   * @throws io.exo4j.diagnostics.ExoException if the back end refuses an execution
   */
  static String of(List<InstrCase> cases) {
    List<Proc> harnesses = cases.stream().map(InstrCase::harness).toList();
    CModule module = CBackend.compile(CUnit.of("exo_instr_test", harnesses));
    StringBuilder c = new StringBuilder("#include <stdlib.h>\n");
    c.append(module.singleFile()).append(DRIVER);
    for (int k = 0; k < cases.size(); k++) {
      CSignature signature = module.exported().get(k);
      c.append("static void case_").append(k).append("(void **p) {\n");
      List<String> args = new ArrayList<>();
      if (signature.needsContext()) {
        String type = module.context().orElseThrow().typeName();
        c.append("  ").append(type).append(" context = {0};\n");
        args.add("&context");
      }
      for (int i = 0; i < cases.get(k).operands().data().size(); i++) {
        args.add("p[" + i + "]");
      }
      c.append("  (void)p;\n  ").append(signature.name());
      c.append("(").append(String.join(", ", args)).append(");\n}\n");
      data(c, k, cases.get(k));
    }
    c.append("\nint main(int argc, char **argv) {\n");
    c.append("  const int first = argc > 1 ? atoi(argv[1]) : 0;\n");
    for (int k = 0; k < cases.size(); k++) {
      c.append(
          "  if (first <= %d) {%n    execute(%d, case_%d, operands_%d, %d);%n  }%n"
              .formatted(k, k, k, k, cases.get(k).operands().data().size()));
    }
    return c.append("  return 0;\n}\n").toString();
  }

  private static void data(StringBuilder c, int k, InstrCase test) {
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < test.operands().data().size(); i++) {
      Layout l = test.operands().data().get(i);
      Precision p = l.type().precision();
      int bytes = Numbers.bytes(p);
      String name = "data_" + k + "_" + i;
      c.append("static const uint").append(8 * bytes).append("_t ").append(name).append("[] = {");
      for (int e = 0; e < l.size(); e++) {
        c.append(e % 8 == 0 ? "\n    " : " ");
        c.append("0x").append(Long.toHexString(InstrCase.bits(l, test.before().get(i), e)));
        c.append(bytes == 8 ? "u," : ",");
      }
      c.append("};\n");
      operands.add("{" + name + ", " + l.size() + ", " + bytes + "}");
    }
    if (operands.isEmpty()) {
      operands.add("{0, 0, 0}");
    }
    c.append("static const struct operand operands_").append(k).append("[] = {");
    c.append(String.join(", ", operands)).append("};\n\n");
  }
}
