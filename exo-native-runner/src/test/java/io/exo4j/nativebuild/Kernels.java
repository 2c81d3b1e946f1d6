package io.exo4j.nativebuild;

import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModuleScope;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Proc;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.nativebuild.model.ProjectSettings;
import java.util.List;

/** Kernels for tests, from text. */
public final class Kernels {
  /** One kernel of every kind of argument. */
  public static final String MIXED =
      """
      @config
      class Cfg:
          scale: f32
          rows: index
          on: bool

      @proc
      def sgemm(M: size, N: size, K: size, A: f32[M, K], B: f32[K, N], C: f32[M, N]):
          \"""C += A * B, <row-major> & dense.\"""
          for i in seq(0, M):
              for k in seq(0, K):
                  for j in seq(0, N):
                      C[i, j] += A[i, k] * B[k, j]

      @proc
      def saxpy(n: size, a: f32, x: [f32][n], y: [f32][n]):
          assert stride(x, 0) == 1
          assert n % 4 == 0
          for i in seq(0, n):
              y[i] += a * x[i]

      @proc
      def block(n: size, flag: bool, at: index, m: [f64][n, n], total: f64, b: i8):
          assert at >= 0
          assert at < n
          assert n / 2 <= 1000
          if flag:
              for j in seq(0, n):
                  m[at, j] = m[at, j] + 1.0
          total = 0.0
          for i in seq(0, n):
              total += m[i, i]

      @proc
      def bytes(n: size, x: i8[n], y: ui8[n], class_: i32[n], z: i64[n]):
          for i in seq(0, n):
              z[i] += 1
              x[i] = x[i] + 1

      @proc(export=False)
      def helper(n: size, x: f32[n]):
          for i in seq(0, n):
              x[i] = 0.0

      @proc
      def scaled(n: size, x: f32[n]):
          assert Cfg.rows <= n
          for i in seq(0, n):
              if i < Cfg.rows:
                  x[i] = x[i] * 2.0

      @proc
      def set_rows(n: index):
          Cfg.rows = n

      @proc
      def threads(n: size, x: f32[n]):
          for i in par(0, n):
              x[i] = x[i] + 1.0
      """;

  private Kernels() {}

  /** The settings of the tests' project. */
  public static ProjectSettings settings(String javaPackage) {
    return new ProjectSettings("com.acme", "my-kernels", "1.2-SNAPSHOT", javaPackage, false);
  }

  /**
   * The exported kernels of a file. What is to be proved about them is not: that is not our test.
   */
  public static KernelSet parse(String fileName, String text) {
    return KernelSet.of(fileName, procs(fileName, text).stream().filter(Proc::exported).toList());
  }

  /** All procedures of a file. */
  public static List<Proc> procs(String fileName, String text) {
    Diagnostics diagnostics = new Diagnostics();
    ModuleScope module =
        ModuleLoader.of(Kernels.class.getClassLoader())
            .load(new SourceFile(fileName, text), diagnostics);
    diagnostics.throwIfErrors();
    return List.copyOf(module.own().procs().values());
  }
}
