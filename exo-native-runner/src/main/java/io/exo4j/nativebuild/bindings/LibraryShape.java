package io.exo4j.nativebuild.bindings;

import io.exo4j.backend.CSignature;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.nativebuild.index.NativeIndex;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.ProjectSettings;
import io.exo4j.nativebuild.model.Variant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the Java and the C side agree on about one kernel set.
 *
 * @param origin the kernel files
 * @param module {@code <groupId>.<artifactId>}
 * @param library the library's name in the index
 * @param javaPackage the package of the class
 * @param className the name of the class
 * @param kernels its kernels
 * @param state the configuration that Java may get and set
 * @param serial whether kernels keep data in static memory, so that only one may run at a time
 */
public record LibraryShape(
    List<String> origin,
    String module,
    String library,
    String javaPackage,
    String className,
    List<KernelShape> kernels,
    List<StateField> state,
    boolean serial) {
  /** Classes that generated classes mention by their simple names. */
  private static final List<String> RESERVED_CLASSES =
      List.of(
          "Buffer",
          "ByteBuffer",
          "Checks",
          "Context",
          "DoubleBuffer",
          "FloatBuffer",
          "IllegalArgumentException",
          "IntBuffer",
          "Jni",
          "Kernel",
          "KernelLibrary",
          "LongBuffer",
          "Math",
          "MethodHandle",
          "MethodHandles",
          "MethodType",
          "NullPointerException",
          "Object",
          "OffHeap",
          "Region",
          "ShortBuffer",
          "String",
          "System",
          "Throwable");

  /** Copies the lists. */
  public LibraryShape {
    origin = List.copyOf(origin);
    kernels = List.copyOf(kernels);
    state = List.copyOf(state);
  }

  /**
   * The shape of a library.
   *
   * @param name its name in the index
   * @param files the kernel files that it comes from
   * @param units its C files
   * @throws io.exo4j.diagnostics.ExoException with all kernels that Java cannot call
   */
  public static LibraryShape of(
      ProjectSettings settings,
      String name,
      List<String> files,
      List<Kernel> kernels,
      List<CUnitInfo> units) {
    String className = JavaNames.upperCamel(name);
    if (RESERVED_CLASSES.contains(className)) {
      className += "_";
    }
    JavaNames classes = new JavaNames(RESERVED_CLASSES);
    classes.variable(className);
    List<StateField> state =
        CState.of(units.stream().map(CUnitInfo::module).toList(), kernels).fields();
    List<String> reservedMethods = new ArrayList<>(List.of("library", "newContext", "exoDirect"));
    for (StateField field : state) {
      reservedMethods.addAll(List.of("get" + field.method(), "set" + field.method()));
      classes.variable(field.method() + "Access");
    }
    requireDistinctSymbols(kernels);
    JavaNames methods = new JavaNames(reservedMethods);
    List<KernelShape> shapes = new ArrayList<>();
    List<Diagnostic> errors = new ArrayList<>();
    for (Kernel kernel : kernels) {
      boolean needsContext =
          kernel.variants().stream()
              .flatMap(v -> units.stream().flatMap(u -> u.find(v.proc().name()).stream()))
              .anyMatch(CSignature::needsContext);
      String method = methods.method(kernel.name());
      String link = classes.variable(JavaNames.upperCamel(method) + "Link");
      try {
        shapes.add(KernelShape.of(kernel, method, link, needsContext));
      } catch (ExoException e) {
        errors.addAll(e.diagnostics());
      }
    }
    if (!errors.isEmpty()) {
      throw new ExoException(errors);
    }
    return new LibraryShape(
        files,
        settings.module(),
        name,
        settings.javaPackage(),
        className,
        shapes,
        state,
        units.stream().anyMatch(CUnitInfo::hasStaticMemory));
  }

  private static void requireDistinctSymbols(List<Kernel> kernels) {
    Set<String> symbols = new HashSet<>();
    for (Kernel kernel : kernels) {
      for (Variant variant : kernel.variants()) {
        String symbol = CGlue.symbol(kernel, variant);
        if (!symbols.add(symbol)) {
          throw new ExoException(
              Diagnostic.error(
                      BindingCode.DUPLICATE,
                      variant.proc().span(),
                      "two kernels or variants would both be called '" + symbol + "' in C")
                  .withHint("rename one of them"));
        }
      }
    }
  }

  /**
   * The entry of the index.
   *
   * @param target the library's CMake target
   */
  public NativeIndex.Library index(String target) {
    List<NativeIndex.Kernel> entries = new ArrayList<>();
    for (KernelShape kernel : kernels) {
      entries.add(
          new NativeIndex.Kernel(
              kernel.indexName(),
              kernel.kernel().variants().stream()
                  .map(
                      v ->
                          new NativeIndex.Variant(
                              v.name(),
                              CGlue.CALL + CGlue.symbol(kernel.kernel(), v),
                              v.features()))
                  .toList()));
    }
    for (StateField field : state) {
      entries.add(access(field.getter(), field.getSymbol()));
      entries.add(access(field.setter(), field.setSymbol()));
    }
    return new NativeIndex.Library(library, target, entries);
  }

  private static NativeIndex.Kernel access(String name, String symbol) {
    return new NativeIndex.Kernel(
        name, List.of(new NativeIndex.Variant(Variant.PLAIN, CGlue.CALL + symbol, List.of())));
  }

  /** Whether a kernel takes configuration state. */
  boolean hasContext() {
    return kernels.stream().anyMatch(KernelShape::context);
  }

  /** Whether a kernel runs on several threads. */
  boolean parallel() {
    return kernels.stream().anyMatch(KernelShape::parallel);
  }

  /** Where the class goes, relative to a source root. */
  public String javaFile() {
    return javaPackage.replace('.', '/') + "/" + className + ".java";
  }
}
