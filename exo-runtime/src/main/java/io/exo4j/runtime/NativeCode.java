package io.exo4j.runtime;

import java.lang.invoke.MethodHandle;

/**
 * A library in the process, however it is called: by generated JNI methods or by FFM. Everything
 * that differs between the two is behind this interface.
 */
interface NativeCode {
  /** Requests of {@code exo_control}; the values are those of {@code exo_runtime.h}. */
  long GET_ABI = 0;

  long GET_CONTEXT_SIZE = 1;
  long GET_THREADS = 2;
  long SET_THREADS = 3;

  /**
   * A handle of exactly the flat type, whose arrays lie on the Java heap and are not copied.
   *
   * @throws UnsatisfiedLinkError if the library has no such function
   */
  MethodHandle arrays(String symbol, FlatType type);

  /**
   * A handle of {@link FlatType#offHeap()}; it does not hold up the garbage collector.
   *
   * @throws UnsatisfiedLinkError if the library has no such function
   */
  MethodHandle offHeap(String symbol, FlatType type);

  /** Calls {@code exo_control}. */
  long control(long request, long argument);

  /** What {@code exo_cpu_features} writes: names with blanks between them. */
  String cpuFeatures();

  /** The address of the first byte. */
  long address(OffHeap memory);
}
