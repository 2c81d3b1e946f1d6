package io.exo4j.runtime;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The native library behind one generated class. It is found, checked and loaded when it is first
 * needed; see the package documentation for the options. Thread-safe.
 */
public final class KernelLibrary {
  private record Open(LibraryLoader.Loaded loaded, Set<String> cpu) {}

  private final MethodHandles.Lookup lookup;
  private final Class<?> natives;
  private final String module;
  private final String name;
  private final Settings settings;
  private volatile Optional<Open> open = Optional.empty();
  private Optional<NativeLibraryError> failure = Optional.empty();

  private KernelLibrary(
      MethodHandles.Lookup lookup,
      Class<?> natives,
      String module,
      String name,
      Settings settings) {
    this.lookup = lookup;
    this.natives = natives;
    this.module = module;
    this.name = name;
    this.settings = settings;
  }

  /**
   * Describes a library; touches nothing yet.
   *
   * @param lookup the generated class's own lookup
   * @param natives its nested class of {@code native} methods
   * @param module {@code <groupId>.<artifactId>} of the project that built the library
   * @param name the library's name in its index
   * @return the library, not yet loaded
   */
  public static KernelLibrary of(
      MethodHandles.Lookup lookup, Class<?> natives, String module, String name) {
    return new KernelLibrary(
        Objects.requireNonNull(lookup),
        Objects.requireNonNull(natives),
        Objects.requireNonNull(module),
        Objects.requireNonNull(name),
        Settings.ofProcess());
  }

  /** {@return the library's name in its index} */
  public String name() {
    return name;
  }

  /**
   * The file that was loaded. A file that was extracted to a temporary directory is gone by now.
   *
   * @return its path
   * @throws NativeLibraryError if the library cannot be loaded
   */
  public Path file() {
    return open().loaded.file();
  }

  /**
   * How kernels are called: by the Foreign Function and Memory API or by the Java Native Interface.
   *
   * @return {@code ffm} or {@code jni}
   * @throws NativeLibraryError if the library cannot be loaded
   */
  public String linkage() {
    open();
    return Linkage.kind(settings);
  }

  /**
   * The features of this machine that its CPU and its operating system support, in the spelling of
   * Linux' {@code /proc/cpuinfo}.
   *
   * @return their names; empty where nothing is known about this kind of machine
   * @throws NativeLibraryError if the library cannot be loaded
   */
  public Set<String> cpuFeatures() {
    return open().cpu;
  }

  /**
   * A kernel of this library, in the variant that the option {@code exo.variant.<kernel>} names or
   * else in the first one that this machine can run. Never fails: see {@link Kernel}.
   *
   * @param kernel its name, as in its {@code .exo} file
   * @return the kernel, or one whose handles throw why it cannot be called
   */
  public Kernel kernel(String kernel) {
    Open library;
    try {
      library = open();
    } catch (NativeLibraryError e) {
      return Kernel.failed(this, kernel, List.of(), () -> new NativeLibraryError(e));
    }
    List<LibraryIndex.Variant> variants = library.loaded.index().kernels().get(kernel);
    if (variants == null) {
      return Kernel.failed(
          this,
          kernel,
          List.of(),
          () ->
              new NativeLibraryError(
                  "the index of library '" + name + "' has no kernel '" + kernel + "'",
                  List.of(),
                  List.of("the class and the library are from different builds")));
    }
    List<String> names = variants.stream().map(LibraryIndex.Variant::name).toList();
    try {
      LibraryIndex.Variant variant = choose(kernel, variants, library.cpu);
      return Kernel.of(this, kernel, names, library.loaded.code(), variant);
    } catch (UnsupportedOperationException e) {
      return Kernel.failed(
          this, kernel, names, () -> new UnsupportedOperationException(e.getMessage(), e));
    }
  }

  /**
   * New configuration state, all zero.
   *
   * @return state that belongs to this library
   * @throws NativeLibraryError if the library cannot be loaded
   * @throws UnsupportedOperationException if no kernel of this library uses any
   */
  public Context newContext() {
    long size = open().loaded.code().control(NativeCode.GET_CONTEXT_SIZE, 0);
    if (size < 1 || size > 1 << 30) {
      throw new UnsupportedOperationException("no kernel of '" + name + "' uses configuration");
    }
    return new Context(this, (int) size);
  }

  /**
   * The number of threads that a parallel kernel of this library uses.
   *
   * @return the number; 1 where the library has no parallel kernels
   * @throws NativeLibraryError if the library cannot be loaded
   */
  public int threads() {
    return (int) open().loaded.code().control(NativeCode.GET_THREADS, 0);
  }

  /**
   * Sets the number of threads for all later calls of parallel kernels of this library, from
   * whichever thread; without effect on a library that has none. The option {@code exo.threads}
   * sets the number at the start.
   *
   * @param count at least 1; 0: as OpenMP decides
   * @throws IllegalArgumentException if it is negative
   * @throws NativeLibraryError if the library cannot be loaded
   */
  public void setThreads(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("the number of threads is " + count);
    }
    open().loaded.code().control(NativeCode.SET_THREADS, count);
  }

  // ---- for generated code: memory outside the heap ----

  /**
   * Checks memory that a kernel takes as an array.
   *
   * @param argument the argument's name
   * @param memory what was passed for it
   * @param elementSize bytes of one element
   * @param written whether the kernel writes to it
   * @return how many whole elements it has
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if it is read-only and written, in the wrong byte order, or
   *     not aligned to its elements
   */
  public long elements(String argument, OffHeap memory, int elementSize, boolean written) {
    if (memory == null) {
      throw Checks.missing(argument);
    }
    if (written && memory.isReadOnly()) {
      throw new IllegalArgumentException(argument + " is read-only, but the kernel writes to it");
    }
    if (elementSize > 1 && !memory.isNativeOrder()) {
      throw new IllegalArgumentException(
          argument + " is in the other byte order; set its order to ByteOrder.nativeOrder()");
    }
    if (memory.byteSize() > 0 && address(memory) % elementSize != 0) {
      throw new IllegalArgumentException(
          argument + " does not begin at a multiple of " + elementSize + " bytes");
    }
    return memory.byteSize() / elementSize;
  }

  /**
   * The address of the first byte, for {@link Region}s.
   *
   * @param memory memory that {@link #elements} let through
   * @return its address
   * @throws NativeLibraryError if the library cannot be loaded
   */
  public long address(OffHeap memory) {
    return memory.address(open().loaded.code());
  }

  /**
   * Whether two pieces of memory may have a byte in common; where they have none, no {@link Region}
   * is needed.
   *
   * @param one a piece of memory
   * @param other another, or the same
   * @return true if their addresses overlap
   * @throws NativeLibraryError if the library cannot be loaded
   */
  public boolean mayOverlap(OffHeap one, OffHeap other) {
    long first = address(one);
    long second = address(other);
    return first < second + other.byteSize() && second < first + one.byteSize();
  }

  // ---- loading ----

  private Open open() {
    Optional<Open> known = open; // read once, without the lock: every off-heap call asks
    return known.isPresent() ? known.get() : openOnce();
  }

  private synchronized Open openOnce() {
    if (open.isPresent()) {
      return open.get();
    }
    if (failure.isPresent()) {
      throw new NativeLibraryError(failure.get());
    }
    try {
      open = Optional.of(load());
      return open.get();
    } catch (NativeLibraryError e) {
      failure = Optional.of(e);
      throw e;
    }
  }

  private Open load() {
    ClassLoader own = natives.getClassLoader();
    ClassLoader loader = own == null ? ClassLoader.getSystemClassLoader() : own;
    LibraryLoader.Loaded loaded =
        new LibraryLoader(
                module,
                name,
                LibraryLoader.Resources.of(loader),
                Platform.current(),
                settings,
                file -> Linkage.open(lookup, natives, file, settings))
            .load();
    settings.property("exo.threads").ifPresent(count -> applyThreads(loaded.code(), count));
    return new Open(loaded, Set.copyOf(words(loaded.code().cpuFeatures())));
  }

  private static void applyThreads(NativeCode code, String count) {
    if (!count.matches("[1-9][0-9]{0,5}")) {
      throw new NativeLibraryError(
          "-Dexo.threads=" + count + " is not a number of threads", List.of(), List.of());
    }
    code.control(NativeCode.SET_THREADS, Long.parseLong(count));
  }

  // ---- variants ----

  private LibraryIndex.Variant choose(
      String kernel, List<LibraryIndex.Variant> variants, Set<String> cpu) {
    Set<String> known = cpu.stream().map(KernelLibrary::plain).collect(Collectors.toSet());
    String property = "exo.variant." + kernel;
    Optional<String> asked = settings.property(property);
    List<String> reasons = new ArrayList<>();
    for (LibraryIndex.Variant variant : variants) {
      if (asked.isEmpty() || asked.get().equals(variant.name())) {
        List<String> lacking =
            variant.features().stream().filter(feature -> !known.contains(plain(feature))).toList();
        if (lacking.isEmpty()) {
          return variant;
        }
        reasons.add("variant " + variant.name() + " needs " + String.join(" ", lacking));
      }
    }
    String asOption = asked.map(value -> "-D" + property + "=" + value + ": ").orElse("");
    if (reasons.isEmpty()) {
      throw new UnsupportedOperationException(
          asOption
              + "kernel "
              + kernel
              + " has no such variant; it has "
              + variants.stream()
                  .map(LibraryIndex.Variant::name)
                  .collect(Collectors.joining(", ")));
    }
    throw new UnsupportedOperationException(
        asOption
            + "kernel "
            + kernel
            + " cannot run here: "
            + String.join("; ", reasons)
            + ". This CPU and operating system support: "
            + (cpu.isEmpty() ? "nothing known" : String.join(" ", new TreeSet<>(cpu))));
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }

  /** {@code AVX512_VNNI}, {@code avx512vnni} and {@code avx512-vnni} are one feature. */
  private static String plain(String feature) {
    return feature.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
  }
}
