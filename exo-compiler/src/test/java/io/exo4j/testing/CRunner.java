package io.exo4j.testing;

import io.exo4j.backend.CBackend;
import io.exo4j.backend.CModule;
import io.exo4j.backend.CParam;
import io.exo4j.backend.CSignature;
import io.exo4j.backend.CUnit;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs procedures as C: many of them are compiled in one file with a generated main function, which
 * reads the arguments from a file and writes the buffers back, bit for bit. Every buffer has
 * exactly the size that it must have, so that a sanitizer sees every step outside. Windows of
 * procedures that ask for no stride are laid out with holes, which must be untouched afterwards.
 */
public final class CRunner {
  private static final double HOLE = 77;

  private final CCompiler compiler;
  private final Path directory;

  /** A runner that keeps its files in a directory. */
  public CRunner(CCompiler compiler, Path directory) {
    this.compiler = compiler;
    this.directory = directory;
  }

  /** A failure of the C compiler or of the compiled program, with all that was said. */
  public static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  /**
   * Compiles and runs all cases.
   *
   * @return the arguments of each case after its run, in order
   * @throws Failure if the C does not compile without a warning, crashes, or touches a hole
   */
  public List<Map<String, Object>> run(List<KernelCase> cases) {
    try {
      Map<Proc, Proc> procs = new IdentityHashMap<>();
      List<Proc> distinct = new ArrayList<>();
      List<Integer> which = new ArrayList<>();
      for (KernelCase c : cases) {
        if (!procs.containsKey(c.proc())) {
          procs.put(c.proc(), new Renaming("k" + distinct.size() + "_").apply(c.proc()));
          distinct.add(procs.get(c.proc()));
        }
        which.add(distinct.indexOf(procs.get(c.proc())));
      }
      CModule module = CBackend.compile(CUnit.of("batch", distinct));
      List<CSignature> calls = new ArrayList<>();
      which.forEach(i -> calls.add(module.exported().get(i)));
      Path source = directory.resolve("batch.c");
      Files.writeString(source, module.singleFile() + main(module, calls));
      Path program = directory.resolve("batch.exe");
      String said = compiler.compile(source, program);
      if (!said.isEmpty()) {
        throw new Failure(said);
      }
      List<List<Layout>> layouts = new ArrayList<>();
      Path input = directory.resolve("in.bin");
      Files.write(input, input(calls, cases, layouts));
      Path output = directory.resolve("out.bin");
      Path log = directory.resolve("run.log");
      int code =
          CCompiler.execute(
              List.of(program.toString(), input.toString(), output.toString()),
              Optional.empty(),
              log);
      if (code != 0) {
        throw new Failure("exit code " + code + "\n" + Files.readString(log));
      }
      return output(calls, cases, layouts, Files.readAllBytes(output));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** How one buffer lies in memory. */
  private record Layout(long[] dims, long[] strides, int span) {
    int count() {
      long n = 1;
      for (long d : dims) {
        n *= d;
      }
      return (int) n;
    }

    int place(int element) {
      long at = 0;
      long rest = element;
      for (int d = dims.length - 1; d >= 0; d--) {
        at += rest % dims[d] * strides[d];
        rest /= dims[d];
      }
      return (int) at;
    }
  }

  private static Layout layout(CSignature s, CParam p, Map<String, Object> arguments) {
    List<Expr> dims = p.arg().type().asData().orElseThrow().dims();
    long[] extents = new long[dims.size()];
    for (int d = 0; d < extents.length; d++) {
      extents[d] = dims.get(d).accept(new Control(arguments));
    }
    boolean holes = p.kind() == CParam.Kind.WINDOW && !mentionsStride(s.proc());
    long[] strides = new long[extents.length];
    long stride = holes ? 2 : 1;
    for (int d = extents.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride = stride * extents[d] + (holes ? 3 : 0);
    }
    long span = 1;
    for (int d = 0; d < extents.length; d++) {
      span += (extents[d] - 1) * strides[d];
    }
    return new Layout(extents, strides, (int) span);
  }

  /** Whether the outcome may depend on strides. */
  private static boolean mentionsStride(Proc proc) {
    boolean[] found = {false};
    new Walker() {
      @Override
      public Void stride(Expr.Stride e) {
        found[0] = true;
        return null;
      }

      @Override
      public Void call(Stmt.Call s) {
        visit(s.callee());
        return super.call(s);
      }
    }.visit(proc);
    return found[0];
  }

  /** Evaluates the extents of arguments. */
  private static final class Control extends ExprDefault<Long> {
    private final Map<String, Object> arguments;

    Control(Map<String, Object> arguments) {
      this.arguments = arguments;
    }

    @Override
    protected Long other(Expr e) {
      throw new IllegalArgumentException("extent " + e);
    }

    @Override
    public Long var(Expr.Var e) {
      return ((Number) arguments.get(e.sym().name())).longValue();
    }

    @Override
    public Long intLit(Expr.IntLit e) {
      return e.value();
    }

    @Override
    public Long neg(Expr.Neg e) {
      return -e.arg().accept(this);
    }

    @Override
    public Long bin(Expr.Bin e) {
      long l = e.lhs().accept(this);
      long r = e.rhs().accept(this);
      return switch (e.op()) {
        case ADD -> l + r;
        case SUB -> l - r;
        case MUL -> l * r;
        case DIV -> Math.floorDiv(l, r);
        case MOD -> Math.floorMod(l, r);
        default -> other(e);
      };
    }
  }

  private static byte[] input(
      List<CSignature> calls, List<KernelCase> cases, List<List<Layout>> layouts)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int i = 0; i < cases.size(); i++) {
      CSignature s = calls.get(i);
      Map<String, Object> arguments = cases.get(i).arguments();
      List<Layout> own = new ArrayList<>();
      for (CParam p : s.params()) {
        Object value = arguments.get(p.arg().name());
        if (p.kind() == CParam.Kind.CONTROL) {
          boolean truth = value instanceof Boolean;
          write(out, truth ? ((Boolean) value ? 1 : 0) : ((Number) value).longValue());
          continue;
        }
        Layout l = layout(s, p, arguments);
        own.add(l);
        write(out, l.span());
        long[] image = new long[l.span()];
        Arrays.fill(image, bits(HOLE, p.precision()));
        for (int e = 0; e < l.count(); e++) {
          image[l.place(e)] =
              value instanceof long[] longs ? longs[e] : bits(((double[]) value)[e], p.precision());
        }
        for (long word : image) {
          write(out, word);
        }
        if (p.kind() == CParam.Kind.WINDOW) {
          for (long stride : l.strides()) {
            write(out, stride);
          }
        }
      }
      layouts.add(own);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, long v) throws IOException {
    out.writeLong(Long.reverseBytes(v));
  }

  /** Floating numbers travel as the bits of a double, integers as 64-bit integers. */
  private static long bits(double v, Precision p) {
    return p.isFloating() ? Double.doubleToLongBits(v) : (long) v;
  }

  private static List<Map<String, Object>> output(
      List<CSignature> calls, List<KernelCase> cases, List<List<Layout>> layouts, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Map<String, Object>> results = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Map<String, Object> result = new LinkedHashMap<>(cases.get(i).arguments());
      int next = 0;
      for (CParam p : calls.get(i).params()) {
        if (p.kind() != CParam.Kind.CONTROL) {
          Layout l = layouts.get(i).get(next++);
          long[] image = new long[l.span()];
          Map<Integer, Integer> places = new HashMap<>();
          for (int e = 0; e < l.count(); e++) {
            places.put(l.place(e), e);
          }
          double[] reals = new double[l.count()];
          long[] longs = new long[l.count()];
          for (int at = 0; at < image.length; at++) {
            long word = in.getLong();
            Integer e = places.get(at);
            if (e == null && word != bits(HOLE, p.precision())) {
              throw new Failure("case " + i + ": a hole of " + p.name() + " was written");
            } else if (e != null) {
              longs[e] = word;
              reals[e] = p.precision().isFloating() ? Double.longBitsToDouble(word) : word;
            }
          }
          result.put(p.arg().name(), p.precision() == Precision.I64 ? longs : reals);
        }
      }
      results.add(result);
    }
    return results;
  }

  private static String main(CModule module, List<CSignature> calls) {
    StringBuilder b = new StringBuilder();
    b.append("#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n")
        .append("static FILE *main_in, *main_out;\n")
        .append("static int64_t main_get(void) {\n  int64_t v;\n")
        .append("  if (fread(&v, 8, 1, main_in) != 1) exit(3);\n  return v;\n}\n")
        .append("static double main_real(void) {\n")
        .append("  int64_t v = main_get();\n  double d;\n  memcpy(&d, &v, 8);\n  return d;\n}\n")
        .append("static void main_put(const void *v) {\n")
        .append("  if (fwrite(v, 8, 1, main_out) != 1) exit(4);\n}\n");
    module.exported().stream()
        .flatMap(s -> s.params().stream())
        .filter(p -> p.kind() != CParam.Kind.CONTROL)
        .map(CParam::precision)
        .distinct()
        .forEach(p -> b.append(transfer(p)));
    for (CSignature s : module.exported()) {
      b.append(caller(module, s));
    }
    b.append("int main(int argc, char **argv) {\n  if (argc != 3) return 2;\n")
        .append("  main_in = fopen(argv[1], \"rb\");\n  main_out = fopen(argv[2], \"wb\");\n")
        .append("  if (!main_in || !main_out) return 2;\n");
    calls.forEach(s -> b.append("  main_").append(s.name()).append("();\n"));
    return b.append("  fclose(main_in);\n  return fclose(main_out);\n}\n").toString();
  }

  private static String caller(CModule module, CSignature s) {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    List<String> actuals = new ArrayList<>();
    if (s.needsContext()) {
      String type = module.context().orElseThrow().typeName();
      before.append("  ").append(type).append(" ctxt;\n  memset(&ctxt, 0, sizeof ctxt);\n");
      actuals.add("&ctxt");
    }
    for (int i = 0; i < s.params().size(); i++) {
      CParam p = s.params().get(i);
      if (p.kind() == CParam.Kind.CONTROL) {
        boolean truth = p.ctype().equals("bool");
        before.append("  ").append(p.ctype()).append(" a").append(i).append(" = main_get()");
        before.append(truth ? " != 0;\n" : ";\n");
        actuals.add("a" + i);
        continue;
      }
      String precision = p.precision().text();
      before.append(
          String.format(
              "  int64_t n%1$d;\n  %2$s *a%1$d = main_read_%3$s(&n%1$d);\n",
              i, ctype(p.precision()), precision));
      after.append(String.format("  main_write_%2$s(a%1$d, n%1$d);\n", i, precision));
      if (p.kind() == CParam.Kind.WINDOW) {
        before.append("  ").append(p.ctype()).append(" w").append(i).append(";\n");
        before.append("  w").append(i).append(".data = a").append(i).append(";\n");
        for (int d = 0; d < p.rank(); d++) {
          before.append(String.format("  w%d.strides[%d] = main_get();\n", i, d));
        }
      }
      actuals.add((p.kind() == CParam.Kind.WINDOW ? "w" : "a") + i);
    }
    String call = s.name() + "(" + String.join(", ", actuals) + ")";
    return "static void main_"
        + s.name()
        + "(void) {\n"
        + before
        + (s.returnsStatus() ? "  if (" + call + " != 0) exit(5);\n" : "  " + call + ";\n")
        + after
        + "}\n";
  }

  /** Reads and writes buffers of one precision. */
  private static String transfer(Precision p) {
    boolean bf16 = p == Precision.BF16;
    String type = ctype(p);
    String get = p.isFloating() ? "main_real()" : "main_get()";
    String wide = p.isFloating() ? "double" : "int64_t";
    String in =
        bf16
            ? "union { float f; uint32_t u; } v = { (float)main_real() };\n"
                + "    a[i] = (uint16_t)(v.u >> 16);\n"
            : String.format("a[i] = (%s)%s;\n", type, get);
    String out =
        bf16
            ? "union { uint32_t u; float f; } u = { (uint32_t)a[i] << 16 };\n"
                + "    double v = (double)u.f;\n"
            : String.format("%1$s v = (%1$s)a[i];\n", wide);
    return String.format(
        """
        static %1$s *main_read_%2$s(int64_t *n) {
          *n = main_get();
          %1$s *a = malloc((size_t)*n * sizeof(%1$s));
          if (!a) exit(6);
          for (int64_t i = 0; i < *n; i++) {
            %3$s  }
          return a;
        }
        static void main_write_%2$s(%1$s *a, int64_t n) {
          for (int64_t i = 0; i < n; i++) {
            %4$s    main_put(&v);
          }
          free(a);
        }
        """,
        type, p.text(), in, out);
  }

  private static String ctype(Precision p) {
    return switch (p) {
      case F16 -> "exo_f16";
      case BF16 -> "uint16_t";
      case F64 -> "double";
      case I8 -> "int8_t";
      case UI8 -> "uint8_t";
      case I16 -> "int16_t";
      case UI16 -> "uint16_t";
      case I32 -> "int32_t";
      case UI32 -> "uint32_t";
      case I64 -> "int64_t";
      default -> "float";
    };
  }
}
