package io.exo4j.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.function.Supplier;

/**
 * One exported kernel of a {@link KernelLibrary}, in the variant that suits this machine.
 *
 * <p>The handles are meant for {@code static final} fields of generated classes. Getting one never
 * fails: where the library cannot be loaded, or no variant can run here, the handle throws the
 * reason whenever it is called. So one kernel that cannot run does not take its class down.
 */
public final class Kernel {
  /** Why a kernel cannot be called; gives a new exception every time, for a true stack trace. */
  @FunctionalInterface
  interface Failure extends Supplier<Throwable> {}

  private record Chosen(NativeCode code, LibraryIndex.Variant variant) {}

  private final KernelLibrary library;
  private final String name;
  private final List<String> variants;
  private final Chosen chosen;
  private final Failure failure;

  private Kernel(
      KernelLibrary library, String name, List<String> variants, Chosen chosen, Failure failure) {
    this.library = library;
    this.name = name;
    this.variants = variants;
    this.chosen = chosen;
    this.failure = failure;
  }

  static Kernel of(
      KernelLibrary library,
      String name,
      List<String> variants,
      NativeCode code,
      LibraryIndex.Variant variant) {
    return new Kernel(
        library,
        name,
        variants,
        new Chosen(code, variant),
        () -> new IllegalStateException("kernel " + name + " can be called"));
  }

  static Kernel failed(KernelLibrary library, String name, List<String> variants, Failure failure) {
    return new Kernel(library, name, variants, null, failure);
  }

  /** {@return the kernel's name, as in its {@code .exo} file} */
  public String name() {
    return name;
  }

  /** {@return all variants of this kernel in the library for this platform, best first} */
  public List<String> variants() {
    return variants;
  }

  /**
   * The variant that calls run.
   *
   * @return its name, one of {@link #variants}
   * @throws NativeLibraryError if the library cannot be loaded
   * @throws UnsupportedOperationException if no variant can run here, or not the one asked for
   */
  public String variant() {
    if (chosen == null) {
      throw Checks.rethrow(failure.get());
    }
    return chosen.variant.name();
  }

  /**
   * The entry point over arrays, for {@code invokeExact}. While it runs, the garbage collector may
   * have to wait; native code works on the arrays themselves.
   *
   * @param type the flat type, see the package documentation
   * @return a handle of exactly this type
   * @throws IllegalArgumentException if the type is not flat
   */
  public MethodHandle arrays(MethodType type) {
    FlatType flat = new FlatType(type);
    return link(type, flat, () -> chosen.code.arrays(chosen.variant.symbol(), flat));
  }

  /**
   * The entry point over memory outside the heap, for {@code invokeExact}. It does not hold up the
   * garbage collector.
   *
   * @param type the flat type, with arrays as for {@link #arrays}
   * @return a handle of the type with {@link OffHeap} in the place of each array
   * @throws IllegalArgumentException if the type is not flat
   */
  public MethodHandle offHeap(MethodType type) {
    FlatType flat = new FlatType(type);
    return link(flat.offHeap(), flat, () -> chosen.code.offHeap(chosen.variant.symbol(), flat));
  }

  private MethodHandle link(MethodType type, FlatType flat, Supplier<MethodHandle> linker) {
    if (chosen == null) {
      return thrower(type, failure);
    }
    try {
      MethodHandle handle = linker.get();
      return flat.hasContext() ? guarded(handle) : handle;
    } catch (UnsatisfiedLinkError e) {
      NativeLibraryError error =
          new NativeLibraryError(
              "kernel " + name + " is not in " + library.file() + ": " + e.getMessage(),
              List.of(),
              List.of("the library and its index are from different builds"));
      return thrower(type, () -> new NativeLibraryError(error));
    }
  }

  /** Occupies the context, its first argument, during the call. */
  private MethodHandle guarded(MethodHandle handle) {
    MethodHandle enter = Context.ENTER.bindTo(library);
    return MethodHandles.foldArguments(MethodHandles.tryFinally(handle, Context.EXIT), enter);
  }

  private static MethodHandle thrower(MethodType type, Failure failure) {
    try {
      MethodHandle supply =
          MethodHandles.lookup()
              .findVirtual(Failure.class, "get", MethodType.methodType(Object.class))
              .bindTo(failure)
              .asType(MethodType.methodType(Throwable.class));
      MethodHandle thrower =
          MethodHandles.foldArguments(
              MethodHandles.throwException(int.class, Throwable.class), supply);
      return MethodHandles.dropArguments(thrower, 0, type.parameterList());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
