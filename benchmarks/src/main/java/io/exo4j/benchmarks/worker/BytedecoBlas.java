package io.exo4j.benchmarks.worker;

import io.exo4j.benchmarks.Operation;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.openblas.global.openblas;

/** A library with the CBLAS interface in the packaging of Bytedeco: static methods of one class. */
final class BytedecoBlas implements Peer {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;
  private static final int UPPER = 121;
  private static final int NO_UNIT = 131;

  private final Class<?> library;
  private final String version;

  private BytedecoBlas(Class<?> library, String version) {
    this.library = library;
    this.version = version;
  }

  static BytedecoBlas openBlas() {
    return new BytedecoBlas(openblas.class, openblas.OPENBLAS_VERSION.strip());
  }

  /** Intel's. */
  static BytedecoBlas mkl() {
    byte[] text = new byte[200];
    mkl_rt.MKL_Get_Version_String(text, text.length);
    return new BytedecoBlas(
        mkl_rt.class, new String(text, StandardCharsets.US_ASCII).replace("\0", "").strip());
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Optional<Task> prepare(Operation operation, Operands on) {
    float alpha = on.alpha();
    int last = on.sizes().length - 1;
    int n = last < 0 ? 0 : on.size(last);
    int m = last < 0 ? 0 : on.size(0);
    FloatPointer p = on.pointer(0);
    return switch (operation) {
      case SGEMM -> {
        int columns = on.size(1);
        FloatPointer b = on.pointer(1);
        FloatPointer c = on.pointer(2);
        yield call(
            "sgemm", ROW_MAJOR, PLAIN, PLAIN, m, columns, n, 1f, p, n, b, columns, 1f, c, columns);
      }
      case SAXPY -> call("saxpy", n, alpha, p, 1, on.pointer(1), 1);
      case SDOT -> result(on.pointer(2), "sdot", n, p, 1, on.pointer(1), 1);
      case SASUM -> result(on.pointer(1), "sasum", n, p, 1);
      case SSCAL -> call("sscal", n, -1f, p, 1);
      case SCOPY -> call("scopy", n, p, 1, on.pointer(1), 1);
      case SSWAP -> call("sswap", n, p, 1, on.pointer(1), 1);
      case SROT -> call("srot", n, p, 1, on.pointer(1), 1, 0.6f, 0.8f);
      case SGEMV -> gemv(PLAIN, on);
      case SGEMV_T -> gemv(TRANSPOSED, on);
      case SGER -> call("sger", ROW_MAJOR, m, n, alpha, p, 1, on.pointer(1), 1, on.pointer(2), n);
      case SSYMV_UPPER ->
          call("ssymv", ROW_MAJOR, UPPER, n, alpha, p, n, on.pointer(1), 1, 1f, on.pointer(2), 1);
      case STRMV_UPPER ->
          call("strmv", ROW_MAJOR, UPPER, PLAIN, NO_UNIT, n, p, n, on.pointer(1), 1);
      default -> Optional.empty();
    };
  }

  private Optional<Task> gemv(int transposed, Operands on) {
    FloatPointer x = on.pointer(1);
    FloatPointer y = on.pointer(2);
    int n = on.size(1);
    float alpha = on.alpha();
    return call(
        "sgemv", ROW_MAJOR, transposed, on.size(0), n, alpha, on.pointer(0), n, x, 1, 1f, y, 1);
  }

  private Optional<Task> call(String function, Object... values) {
    return Optional.of(task(function(function, values), values));
  }

  /** A function's result is stored, as a kernel of ours stores it. */
  private Optional<Task> result(FloatPointer to, String function, Object... values) {
    try {
      MethodHandle put =
          MethodHandles.publicLookup()
              .findVirtual(
                  FloatPointer.class,
                  "put",
                  MethodType.methodType(FloatPointer.class, long.class, float.class));
      MethodHandle store =
          MethodHandles.insertArguments(put.bindTo(to), 0, 0L)
              .asType(MethodType.methodType(void.class, float.class));
      return Optional.of(
          task(MethodHandles.filterReturnValue(function(function, values), store), values));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Task task(MethodHandle function, Object[] values) {
    try {
      return CallLoops.of(function, values);
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private MethodHandle function(String name, Object[] values) {
    List<Class<?>> types =
        Arrays.stream(values)
            .<Class<?>>map(v -> MethodType.methodType(v.getClass()).unwrap().returnType())
            .toList();
    for (Method m : library.getMethods()) {
      if (m.getName().equals("cblas_" + name) && types.equals(List.of(m.getParameterTypes()))) {
        try {
          return MethodHandles.publicLookup().unreflect(m);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new IllegalStateException(library.getName() + " has no cblas_" + name + types);
  }
}
