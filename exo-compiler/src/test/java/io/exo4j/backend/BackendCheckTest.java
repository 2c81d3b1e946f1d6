package io.exo4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Copies;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every refusal and warning of the back end, by its code. */
class BackendCheckTest {
  private static final String VEC =
      """
      @memory
      class VEC:
          readable = False
          element f32 = "vec4" * 4
          capacity = 3

      @instr("vset(&{d_data});")
      def vset(d: [f32][4] @ VEC):
          for i in seq(0, 4):
              d[i] = 0.0

      @memory
      class TILE:
          readable = False
          registers = 2

      @instr("tzero({t_int});")
      def tzero(t: [f32][4, 4] @ TILE):
          for i in seq(0, 4):
              for j in seq(0, 4):
                  t[i, j] = 0.0

      """;

  private static void refuses(String text, String... lines) {
    String expected = Arrays.stream(lines).map(l -> l + "\n").collect(Collectors.joining());
    String found = Kernels.refusals(text);
    String withoutLines =
        found.lines().map(l -> l.replaceFirst("^\\d+: ", "") + "\n").collect(Collectors.joining());
    assertThat(withoutLines).isEqualTo(expected);
  }

  private static String warnings(String text) {
    return Kernels.lines(Kernels.compile(text).warnings());
  }

  @Test
  void directAccess() {
    refuses(
        VEC + "@proc\ndef f(x: f32[4]):\n    v: f32[4] @ VEC\n    v[0] = 1.0\n    x[0] = v[1]\n",
        "EXO-BE-001 'v' is in VEC, which cannot be written directly",
        "EXO-BE-001 'v' is in VEC, which cannot be read directly");
  }

  @Test
  void memoryMismatch() {
    refuses(
        VEC + "@proc\ndef f(x: f32[4]):\n    vset(x)\n",
        "EXO-BE-002 argument 'd' of vset must be in VEC, but x is in DRAM");
  }

  @Test
  void submemoryIsAccepted() {
    String text =
        VEC
            + "@memory\nclass FAST(VEC):\n    capacity = 1\n\n"
            + "@proc\ndef f(x: f32[4]):\n    v: f32[4] @ FAST\n    vset(v)\n";
    assertThat(Kernels.refusals(text)).isEmpty();
  }

  @Test
  void registersExhausted() {
    String f = "@proc\ndef f(x: f32[4]):\n";
    String a = "    a: f32[4, 4] @ TILE\n    b: f32[4, 4] @ TILE\n    c: f32[4, 4] @ TILE\n";
    refuses(
        VEC + f + a + "    tzero(a)\n    tzero(b)\n    tzero(c)\n",
        "EXO-BE-003 no register of TILE is free for 'c': it has 2");
    // not live at once
    String sequential =
        "    a: f32[4, 4] @ TILE\n    tzero(a)\n    b: f32[4, 4] @ TILE\n    tzero(b)\n"
            + "    c: f32[4, 4] @ TILE\n    tzero(c)\n    tzero(b)\n";
    assertThat(Kernels.functions(VEC + f + sequential))
        .contains("tzero(0);\n  tzero(0);\n  tzero(1);\n  tzero(0);");
  }

  @Test
  void registersAcrossCall() {
    String g = "@proc\ndef g(x: f32[4]):\n    b: f32[4, 4] @ TILE\n    tzero(b)\n\n";
    refuses(
        VEC
            + g
            + "@proc\ndef f(x: f32[4]):\n    a: f32[4, 4] @ TILE\n    tzero(a)\n"
            + "    g(x)\n    tzero(a)\n",
        "EXO-BE-004 g allocates registers of TILE, of which some are in use here");
    assertThat(
            Kernels.refusals(
                VEC
                    + g
                    + "@proc\ndef f(x: f32[4]):\n    g(x)\n    a: f32[4, 4] @ TILE\n"
                    + "    tzero(a)\n    g(x)\n"))
        .isEmpty();
  }

  @Test
  void capacity() {
    String f =
        "@proc\n"
            + "def f(x: f32[4]):\n"
            + "    a: f32[2, 4] @ VEC\n"
            + "    vset(a[0, :])\n"
            + "    b: f32[2, 4] @ VEC\n"
            + "    vset(b[1, :])\n";
    assertThat(warnings(VEC + f)).isEmpty();
    assertThat(warnings(VEC + f + "    vset(a[1, :])\n"))
        .isEqualTo(
            "27: EXO-BE-005 with 'b', 4 values of VEC are live at once, but the machine has 3\n");
    String declaredInFront =
        "@proc\n"
            + "def f(x: f32[4]):\n"
            + "    a: f32[2, 4] @ VEC\n"
            + "    b: f32[2, 4] @ VEC\n"
            + "    vset(a[0, :])\n"
            + "    vset(b[1, :])\n";
    assertThat(warnings(VEC + declaredInFront)).isEmpty();
  }

  @Test
  void capacityBytes() {
    String text =
        """
        @memory
        class PAD:
            capacity_bytes = 100

        @proc
        def g(x: f32[4]):
            s: f32[10] @ PAD
            s[0] = x[0]

        @proc
        def f(x: f32[4]):
            s: f64[SIZE] @ PAD
            s[0] = x[0]
            g(x)
            x[0] = s[0]
        """;
    assertThat(Kernels.refusals(text.replace("SIZE", "7"))).isEmpty();
    refuses(
        text.replace("SIZE", "8"),
        "EXO-BE-006 104 bytes of PAD are live at once in f, but it has 100");
  }

  @Test
  void vectorShape() {
    refuses(
        VEC + "@proc\ndef f(n: size, x: f32[4]):\n    v: f32[2, 5] @ VEC\n    vset(v[0, 0:4])\n",
        "EXO-BE-007 'v' is in VEC, where the innermost extent of f32 must be 4");
  }

  @Test
  void constantExtents() {
    refuses(
        "@proc\ndef f(n: size, x: f32[n]):\n    v: f32[n] @ DRAM_STACK\n    v[0] = x[0]\n",
        "EXO-BE-008 'v' is in DRAM_STACK, which needs constant extents; n is not");
  }

  @Test
  void innermost() {
    refuses(
        "@memory\nclass SP:\n    innermost = 16\n\n"
            + "@proc\ndef f(x: f32[4]):\n    v: f32[16, 4] @ SP\n    v[0, 0] = x[0]\n",
        "EXO-BE-009 the innermost extent of 'v' in SP must be 16, but is 4");
  }

  @Test
  void noElement() {
    refuses(
        VEC + "@proc\ndef f(x: f32[4]):\n    v: f64[4] @ VEC\n    w = v[0:4]\n",
        "EXO-BE-010 VEC cannot hold f64, which 'v' is");
  }

  @Test
  void registerAddress() {
    refuses(
        VEC
            + "@proc\ndef g(v: [f32][4] @ VEC):\n    vset(v)\n\n"
            + "@proc\ndef f(x: f32[4]):\n    v: f32[2, 4] @ VEC\n    vset(v[0:2, 1])\n",
        "EXO-BE-011 v[0:2, 1] is a part of a register of VEC and has no address");
    refuses(
        VEC + "@proc\ndef f(t: [f32][4, 4] @ TILE):\n    tzero(t)\n",
        "EXO-BE-011 argument 't' is in the register file TILE, which has no addresses");
  }

  @Test
  void precisionNotChosen() {
    assertThat(warnings("@proc\ndef f(x: R[4], y: f32):\n    t: R\n    t = y\n    x[0] = t\n"))
        .isEqualTo(
            "2: EXO-BE-012 the precision of 'x' in 'f' is R; f32 is taken\n"
                + "3: EXO-BE-012 the precision of 't' in 'f' is R; f32 is taken\n");
  }

  @Test
  void precisionMismatch() {
    refuses(
        "@proc\ndef f(x: f32, y: f64):\n    x = x + y\n",
        "EXO-BE-013 operands of '+' have different precisions: x is f32, y is f64");
  }

  @Test
  void precisionMismatchInCopiesOfOneStatementIsReportedOnce() {
    Proc once = Kernels.proc("@proc\ndef f(x: f32, y: f64):\n    x = x + y\n");
    List<Stmt> copies =
        Stream.of(once.body(), Copies.of(once.body())).flatMap(List::stream).toList();
    assertThatThrownBy(() -> CBackend.compile(CUnit.of("l", List.of(once.withBody(copies)))))
        .isInstanceOfSatisfying(
            ExoException.class,
            e ->
                assertThat(e.diagnostics())
                    .singleElement()
                    .extracting(Diagnostic::code)
                    .isEqualTo("EXO-BE-013"));
  }

  @Test
  void callPrecision() {
    refuses(
        "@proc\ndef g(x: f32[4]):\n    x[0] = 1.0\n\n@proc\ndef f(x: f64[4]):\n    g(x)\n",
        "EXO-BE-014 argument 'x' of g must be f32, but x is f64");
  }

  @Test
  void noOverload() {
    refuses("@proc\ndef f(x: i8):\n    x = sin(x)\n", "EXO-BE-015 sin has no version for (i8)");
  }

  @Test
  void divisionByZero() {
    refuses("@proc\ndef f(x: i8):\n    x = x / 0\n", "EXO-BE-016 integer division by zero");
    assertThat(Kernels.refusals("@proc\ndef f(x: f32):\n    x = x / 0.0\n")).isEmpty();
  }

  @Test
  void literalRange() {
    refuses("@proc\ndef f(x: f16):\n    x = 70000.0\n", "EXO-BE-017 70000.0 is too large for f16");
    assertThat(Kernels.refusals("@proc\ndef f(x: f16):\n    x = 65504.0\n")).isEmpty();
  }

  @Test
  void denseExpected() {
    refuses(
        "@proc\ndef g(x: f32[4]):\n    x[0] = 1.0\n\n@proc\ndef f(x: f32[8]):\n    g(x[0:4])\n",
        "EXO-BE-018 argument 'x' of g must be a dense tensor, but x[0:4] is a window");
  }

  @Test
  void configAccess() {
    refuses(
        "@config(readwrite=False)\nclass C:\n    n: index\n\n"
            + "@proc\ndef f(x: f32[8]):\n    C.n = 1\n    if C.n == 1:\n        x[0] = 1.0\n",
        "EXO-BE-020 C.n is declared readwrite=False and cannot be written directly",
        "EXO-BE-020 C.n is declared readwrite=False and cannot be read directly");
  }

  @Test
  void configMirror() {
    refuses(
        "@config\n"
            + "class C:\n"
            + "    n: index\n\n"
            + "@instr(\"set_n({n});\")\n"
            + "def set(n: index):\n"
            + "    C.n = n\n\n"
            + "@proc\n"
            + "def f(x: f32[8]):\n"
            + "    set(3)\n"
            + "    if C.n == 1:\n"
            + "        x[0] = 1.0\n",
        "EXO-BE-021 f reads C.n, which an instruction writes without updating the context");
  }

  @Test
  void configAlias() {
    refuses(
        "@config\nclass C:\n    s: f32\n\n"
            + "@proc\ndef g(s: f32, x: f32):\n    C.s = x\n    x = s\n\n"
            + "@proc\ndef f(x: f32):\n    g(C.s, x)\n",
        "EXO-BE-022 C.s is passed to g, which uses it by name too");
  }

  @Test
  void duplicates() {
    Map<String, Proc> a =
        Kernels.procs(
            "@config\nclass C:\n    s: f32\n\n@memory\nclass M(DRAM):\n    capacity = 3\n\n"
                + "@proc\ndef f(x: f32):\n    C.s = x\n\n@proc\ndef g(x: f32 @ M):\n    x = 1.0\n");
    Map<String, Proc> b =
        Kernels.procs(
            "@config\nclass C:\n    s: f64\n\n@memory\nclass M(DRAM):\n    capacity = 4\n\n"
                + "@proc\ndef f(x: f32):\n    x = 1.0\n\n@proc\ndef h(x: f32 @ M):\n    C.s = x\n");
    try {
      CBackend.compile(CUnit.of("lib", List.of(a.get("f"), a.get("g"), b.get("f"), b.get("h"))));
      assertThat(false).isTrue();
    } catch (ExoException e) {
      assertThat(Kernels.lines(e.diagnostics()))
          .contains("EXO-BE-023 two different procedures are called 'f'")
          .contains("EXO-BE-024 two different configurations are called 'C'")
          .contains("EXO-BE-025 two different memories are called 'M'");
    }
  }

  @Test
  void templates() {
    String f = "@proc\ndef f(x: f32[8]):\n    i(x)\n";
    refuses(
        "@instr(\"foo({y});\")\ndef i(x: f32[8]):\n    x[0] = 1.0\n\n" + f,
        "EXO-BE-026 the template of instruction i has the unknown placeholder {y}");
    refuses(
        "@instr(\"{ foo(;\")\ndef i(x: f32[8]):\n    x[0] = 1.0\n\n" + f,
        "EXO-BE-027 the template of instruction i has a brace without its partner");
  }

  @Test
  void staticInParallel() {
    refuses(
        "@proc\ndef f(x: f32[8]):\n    for i in par(0, 8):\n        t: f32[4] @ DRAM_STATIC\n"
            + "        t[0] = 1.0\n        x[i] = t[0]\n",
        "EXO-BE-028 't' is static: all threads of the parallel loop would share it");
  }

  /** The front end refuses these before; a directive could still make them. */
  @Test
  void dataOperatorAndWrittenValue() {
    Sym x = new Sym("x");
    Arg arg = new Arg(x, DataType.scalar(Precision.I32), Memory.DRAM);
    Expr read = Expr.read(x, List.of());
    Expr remainder = Expr.bin(BinOp.MOD, read, read);
    Proc f =
        proc("f", arg, new Stmt.Assign(new StmtId(), x, List.of(), remainder, SourceSpan.NONE));
    Sym y = new Sym("y");
    Arg formal = new Arg(y, DataType.scalar(Precision.I32), Memory.DRAM);
    Proc g =
        proc(
            "g",
            formal,
            new Stmt.Assign(new StmtId(), y, List.of(), Expr.DataLit.of(1), SourceSpan.NONE));
    Proc h =
        proc(
            "h",
            arg,
            new Stmt.Call(new StmtId(), g, List.of(Expr.add(read, read)), SourceSpan.NONE));
    assertThatThrownBy(() -> CBackend.compile(CUnit.of("lib", List.of(f, h))))
        .hasMessageContaining("[EXO-BE-016]")
        .hasMessageContaining("[EXO-BE-019]");
  }

  private static Proc proc(String name, Arg arg, Stmt s) {
    return new Proc(
        name,
        List.of(arg),
        List.of(),
        List.of(s),
        Optional.empty(),
        Optional.empty(),
        true,
        SourceSpan.NONE);
  }

  @Test
  void codesAreStable() {
    assertThat(Arrays.stream(BackendCode.values()).map(BackendCode::id).distinct())
        .hasSize(BackendCode.values().length);
    assertThat(BackendCode.DIRECT_ACCESS.id()).isEqualTo("EXO-BE-001");
    assertThat(BackendCode.STATIC_IN_PARALLEL.id()).isEqualTo("EXO-BE-028");
  }
}
