package io.exo4j.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.file.Path;

/**
 * A library that is called through the {@code native} methods of a nested class of the generated
 * one. That class also loads it, so that the library belongs to the class loader of the generated
 * code and not to ours.
 */
final class JniCode implements NativeCode {
  private static final MethodType LOAD = MethodType.methodType(void.class, String.class);
  private static final MethodType CONTROL =
      MethodType.methodType(long.class, long.class, long.class);
  private static final MethodType CPU_FEATURES = MethodType.methodType(String.class);
  private static final MethodType ADDRESS = MethodType.methodType(long.class, Buffer.class);
  private static final String DIRECT = "exo_direct_";

  private final MethodHandles.Lookup lookup;
  private final Class<?> natives;
  private final MethodHandle control;
  private final MethodHandle address;

  private JniCode(MethodHandles.Lookup lookup, Class<?> natives) {
    this.lookup = lookup;
    this.natives = natives;
    this.control = find("control", CONTROL);
    this.address = find("address", ADDRESS);
  }

  /**
   * Loads a file for the class loader of {@code natives}.
   *
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  static NativeCode open(MethodHandles.Lookup lookup, Class<?> natives, Path file) {
    JniCode code = new JniCode(lookup, natives);
    try {
      code.find("load", LOAD).invokeExact(file.toString());
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
    return code;
  }

  @Override
  public MethodHandle arrays(String symbol, FlatType type) {
    return withContext(find(symbol, type.jniArrays()), type);
  }

  @Override
  public MethodHandle offHeap(String symbol, FlatType type) {
    String method = DIRECT + symbol.substring(LibraryIndex.CALL.length());
    MethodHandle handle = withContext(find(method, type.jniBuffers()), type);
    for (int position : type.arrays()) {
      handle = MethodHandles.filterArguments(handle, position, OffHeap.BUFFER);
    }
    return handle;
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
    try {
      return (String) find("cpuFeatures", CPU_FEATURES).invokeExact();
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
  }

  @Override
  public long address(OffHeap memory) {
    try {
      return (long) address.invokeExact(memory.buffer());
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
  }

  private static MethodHandle withContext(MethodHandle handle, FlatType type) {
    return type.hasContext() ? MethodHandles.filterArguments(handle, 0, Context.BUFFER) : handle;
  }

  private MethodHandle find(String method, MethodType type) {
    try {
      return lookup.findStatic(natives, method, type);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      UnsatisfiedLinkError error =
          new UnsatisfiedLinkError(
              natives.getName()
                  + " has no usable method "
                  + method
                  + type.toMethodDescriptorString());
      error.initCause(e);
      throw error;
    }
  }
}
