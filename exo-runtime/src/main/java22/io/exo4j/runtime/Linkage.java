package io.exo4j.runtime;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Chooses how native code is called, on Java 22 and newer: by the foreign function interface,
 * unless the option {@code exo.link} is {@code jni}.
 */
final class Linkage {
  private static final String JNI = "jni";
  private static final String FFM = "ffm";

  private Linkage() {}

  /** How the next library will be called: {@code jni} or {@code ffm}. */
  static String kind(Settings settings) {
    return settings.property("exo.link").filter(JNI::equals).orElse(FFM);
  }

  /**
   * Loads a library.
   *
   * @throws UnsatisfiedLinkError if it cannot be loaded
   */
  static NativeCode open(
      MethodHandles.Lookup lookup, Class<?> natives, Path file, Settings settings) {
    return kind(settings).equals(JNI) ? JniCode.open(lookup, natives, file) : FfmCode.open(file);
  }

  /** See {@link OffHeap#ofSegment}. */
  static OffHeap offHeap(Object object) {
    if (object instanceof MemorySegment segment && segment.isNative()) {
      return OffHeap.ofSegment(segment, segment.byteSize(), segment.isReadOnly());
    }
    throw new IllegalArgumentException(
        object instanceof MemorySegment
            ? "the memory segment is on the Java heap: pass its array"
            : "not a memory segment: " + object.getClass().getName());
  }

  /** A direct buffer as a memory segment; it keeps the buffer's memory alive. */
  static Optional<Object> segmentOf(Buffer buffer) {
    return Optional.of(MemorySegment.ofBuffer(buffer));
  }
}
