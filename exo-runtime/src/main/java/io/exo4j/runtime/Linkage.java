package io.exo4j.runtime;

import java.lang.invoke.MethodHandles;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Chooses how native code is called. This is the class that differs between Java versions: this one
 * knows JNI only, the one for Java 22 and newer prefers the foreign function interface.
 */
final class Linkage {
  private Linkage() {}

  /** How the next library will be called: {@code jni} or {@code ffm}. */
  static String kind(Settings settings) {
    return "jni";
  }

  /**
   * Loads a library.
   *
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  static NativeCode open(
      MethodHandles.Lookup lookup, Class<?> natives, Path file, Settings settings) {
    return JniCode.open(lookup, natives, file);
  }

  /** See {@link OffHeap#ofSegment}. */
  static OffHeap offHeap(Object segment) {
    throw new UnsupportedOperationException(
        "memory segments need Java 22 or newer, and the multi-release jar of exo-runtime");
  }

  /** A direct buffer as a memory segment, where there are any. */
  static Optional<Object> segmentOf(Buffer buffer) {
    return Optional.empty();
  }
}
