package io.exo4j.runtime;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A library that is called through the foreign function interface: critical downcalls for arrays,
 * so that nothing is copied, plain downcalls for memory outside the heap. The library stays loaded
 * until the JVM ends, because threads of its OpenMP runtime may.
 */
@SuppressWarnings("restricted") // this is the one class that needs --enable-native-access
final class FfmCode implements NativeCode {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final Map<Class<?>, MemoryLayout> SCALARS =
      Map.of(
          int.class, ValueLayout.JAVA_INT,
          long.class, ValueLayout.JAVA_LONG,
          float.class, ValueLayout.JAVA_FLOAT,
          double.class, ValueLayout.JAVA_DOUBLE);
  private static final FunctionDescriptor CONTROL =
      FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
  private static final FunctionDescriptor CPU_FEATURES =
      FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle OFF_HEAP_SEGMENT;
  private static final MethodHandle CONTEXT_SEGMENT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      OFF_HEAP_SEGMENT =
          lookup.findStatic(
              FfmCode.class, "segment", MethodType.methodType(MemorySegment.class, OffHeap.class));
      CONTEXT_SEGMENT =
          lookup.findStatic(
              FfmCode.class, "segment", MethodType.methodType(MemorySegment.class, Context.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Path file;
  private final SymbolLookup symbols;
  private final MethodHandle control;

  private FfmCode(Path file, SymbolLookup symbols) {
    this.file = file;
    this.symbols = symbols;
    this.control = LINKER.downcallHandle(symbol("exo_control"), CONTROL);
  }

  /**
   * Loads a file.
   *
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  static NativeCode open(Path file) {
    SymbolLookup symbols;
    try {
      symbols = SymbolLookup.libraryLookup(file, Arena.global());
    } catch (IllegalArgumentException e) {
      UnsatisfiedLinkError error =
          new UnsatisfiedLinkError(loaderMessage(file).orElse(e.getMessage()));
      error.initCause(e);
      throw error;
    }
    return new FfmCode(file, symbols);
  }

  @Override
  public MethodHandle arrays(String symbol, FlatType type) {
    MethodHandle handle =
        LINKER.downcallHandle(symbol(symbol), descriptor(type), Linker.Option.critical(true));
    for (int position : type.arrays()) {
      handle =
          MethodHandles.filterArguments(
              handle, position, ofArray(type.type().parameterType(position)));
    }
    return withContext(handle, type);
  }

  @Override
  public MethodHandle offHeap(String symbol, FlatType type) {
    MethodHandle handle = LINKER.downcallHandle(symbol(symbol), descriptor(type));
    for (int position : type.arrays()) {
      handle = MethodHandles.filterArguments(handle, position, OFF_HEAP_SEGMENT);
    }
    return withContext(handle, type);
  }

  @Override
  public long control(long request, long argument) {
    try {
      return (long) control.invokeExact(request, argument);
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
  }

  @Override
  public String cpuFeatures() {
    MethodHandle features = LINKER.downcallHandle(symbol("exo_cpu_features"), CPU_FEATURES);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment names = arena.allocate(4096);
      long length = (long) features.invokeExact(names, names.byteSize());
      return length > 0 ? names.getString(0) : "";
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
  }

  @Override
  public long address(OffHeap memory) {
    return segment(memory).address();
  }

  private static MemorySegment segment(OffHeap memory) {
    return (MemorySegment) memory.segment();
  }

  private static MemorySegment segment(Context context) {
    return MemorySegment.ofBuffer(context.buffer());
  }

  private MemorySegment symbol(String name) {
    return symbols
        .find(name)
        .orElseThrow(() -> new UnsatisfiedLinkError(file + " has no function " + name));
  }

  private static MethodHandle withContext(MethodHandle handle, FlatType type) {
    return type.hasContext() ? MethodHandles.filterArguments(handle, 0, CONTEXT_SEGMENT) : handle;
  }

  private static FunctionDescriptor descriptor(FlatType type) {
    return FunctionDescriptor.of(
        ValueLayout.JAVA_INT,
        type.type().parameterList().stream()
            .map(parameter -> SCALARS.getOrDefault(parameter, ValueLayout.ADDRESS))
            .toArray(MemoryLayout[]::new));
  }

  private static MethodHandle ofArray(Class<?> array) {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              MemorySegment.class, "ofArray", MethodType.methodType(MemorySegment.class, array));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Why the dynamic loader refused a file, which {@code libraryLookup} does not say: asks again and
   * reads {@code dlerror}. Empty where the system has no such functions.
   */
  private static Optional<String> loaderMessage(Path file) {
    Optional<MemorySegment> dlopen = LINKER.defaultLookup().find("dlopen");
    Optional<MemorySegment> dlerror = LINKER.defaultLookup().find("dlerror");
    if (dlopen.isEmpty() || dlerror.isEmpty()) {
      return Optional.empty();
    }
    MethodHandle load =
        LINKER.downcallHandle(
            dlopen.get(),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    MethodHandle error =
        LINKER.downcallHandle(dlerror.get(), FunctionDescriptor.of(ValueLayout.ADDRESS));
    try (Arena arena = Arena.ofConfined()) {
      int now = 2; // RTLD_NOW, on Linux, macOS and the BSDs
      MemorySegment handle =
          (MemorySegment) load.invokeExact(arena.allocateFrom(file.toString()), now);
      MemorySegment message = (MemorySegment) error.invokeExact();
      return handle.address() != 0 || message.address() == 0
          ? Optional.empty()
          : Optional.of(message.reinterpret(Long.MAX_VALUE).getString(0));
    } catch (Throwable e) {
      return Optional.empty(); // the caller has a message, if a poorer one
    }
  }
}
