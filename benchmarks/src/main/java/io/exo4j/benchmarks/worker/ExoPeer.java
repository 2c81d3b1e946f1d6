package io.exo4j.benchmarks.worker;

import io.exo4j.runtime.KernelLibrary;
import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Calls a kernel of an example, by the class that was generated for it. */
final class ExoPeer {
  private ExoPeer() {}

  /**
   * A kernel with its arguments.
   *
   * @param task calls it
   * @param variant what was chosen for this machine
   */
  record Found(Task task, String variant) {}

  /**
   * Finds the method of a kernel over arrays.
   *
   * @param jar the example, which is on the class path, too
   * @param kernel the name of the kernel and of the method
   * @param arguments what it is called with, as {@code i:64}, {@code f:0.5}, {@code p:0}, {@code
   *     w:0:1}
   */
  static Optional<Found> prepare(File jar, String kernel, List<String> arguments, Operands on)
      throws ReflectiveOperationException, IOException {
    Object[] values = arguments.stream().flatMap(a -> values(a, on)).toArray();
    Class<?>[] types = Arrays.stream(values).map(ExoPeer::type).toArray(Class<?>[]::new);
    for (Class<?> c : classes(jar)) {
      for (Method m : c.getMethods()) {
        if (m.getName().equals(kernel)
            && Modifier.isStatic(m.getModifiers())
            && Arrays.equals(m.getParameterTypes(), types)) {
          KernelLibrary library = (KernelLibrary) c.getMethod("library").invoke(null);
          return Optional.of(
              new Found(
                  CallLoops.of(MethodHandles.publicLookup().unreflect(m), values),
                  library.kernel(kernel).variant()));
        }
      }
    }
    return Optional.empty();
  }

  /** A window is an array, an offset, and its strides. */
  private static Stream<Object> values(String argument, Operands on) {
    String[] parts = argument.split(":");
    return switch (parts[0]) {
      case "i" -> Stream.of(Long.parseLong(parts[1]));
      case "f" -> Stream.of(Float.parseFloat(parts[1]));
      case "p" -> Stream.of(on.array(Integer.parseInt(parts[1])));
      default ->
          Stream.concat(
              Stream.of(on.array(Integer.parseInt(parts[1])), 0L),
              Arrays.stream(parts).skip(2).map(Long::parseLong));
    };
  }

  private static Class<?> type(Object value) {
    return value.getClass() == float[].class
        ? float[].class
        : MethodType.methodType(value.getClass()).unwrap().returnType();
  }

  private static List<Class<?>> classes(File jar) throws IOException, ClassNotFoundException {
    List<Class<?>> out = new ArrayList<>();
    try (JarFile file = new JarFile(jar)) {
      for (JarEntry e : (Iterable<JarEntry>) file.stream()::iterator) {
        String name = e.getName();
        if (name.endsWith(".class") && name.indexOf('$') < 0 && !name.startsWith("META-INF")) {
          out.add(Class.forName(name.substring(0, name.length() - 6).replace('/', '.')));
        }
      }
    }
    return out;
  }
}
