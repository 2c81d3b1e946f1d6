package io.exo4j.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.Objects;
import java.util.Optional;

/**
 * Memory outside the Java heap that a kernel works on: a direct buffer or (Java 22 and newer) a
 * native {@code MemorySegment}. A kernel that runs for long should get its data this way: while
 * native code works on a Java array, the garbage collector waits.
 *
 * <p>It is a view: it holds on to the memory, copies nothing, and may be used for any number of
 * calls.
 */
public final class OffHeap {
  static final MethodHandle BUFFER;

  static {
    try {
      BUFFER =
          MethodHandles.lookup()
              .findVirtual(OffHeap.class, "buffer", MethodType.methodType(Buffer.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Optional<Buffer> buffer;
  private final Optional<Object> segment; // present on Java 22 and newer
  private final long byteSize;
  private final boolean readOnly;
  private final boolean nativeOrder;
  private volatile long address; // 0: nobody has asked yet

  private OffHeap(
      Optional<Buffer> buffer,
      Optional<Object> segment,
      long byteSize,
      boolean readOnly,
      boolean nativeOrder) {
    this.buffer = buffer;
    this.segment = segment;
    this.byteSize = byteSize;
    this.readOnly = readOnly;
    this.nativeOrder = nativeOrder;
  }

  /**
   * The memory between position and limit of a direct buffer, as they are now.
   *
   * @param buffer a direct buffer of any type of elements
   * @return its memory; it stays allocated as long as this refers to it
   * @throws NullPointerException if it is null
   * @throws IllegalArgumentException if the buffer is not direct
   */
  public static OffHeap of(Buffer buffer) {
    Objects.requireNonNull(buffer, "buffer");
    if (!buffer.isDirect()) {
      throw new IllegalArgumentException("the buffer is not direct: pass its array");
    }
    Shape shape = shape(buffer);
    return new OffHeap(
        Optional.of(buffer.slice()),
        Linkage.segmentOf(buffer),
        (long) buffer.remaining() * shape.elementSize,
        buffer.isReadOnly(),
        shape.order == ByteOrder.nativeOrder());
  }

  /**
   * The memory of a {@code java.lang.foreign.MemorySegment}. The parameter is an {@code Object}
   * only because this class is also one of Java 17.
   *
   * @param memorySegment a native segment
   * @return its memory
   * @throws IllegalArgumentException if it is not a native memory segment
   * @throws UnsupportedOperationException before Java 22
   */
  public static OffHeap ofSegment(Object memorySegment) {
    return Linkage.offHeap(Objects.requireNonNull(memorySegment, "memorySegment"));
  }

  static OffHeap ofSegment(Object segment, long byteSize, boolean readOnly) {
    return new OffHeap(Optional.empty(), Optional.of(segment), byteSize, readOnly, true);
  }

  /** {@return the size in bytes} */
  public long byteSize() {
    return byteSize;
  }

  /** {@return whether a kernel may only read it} */
  public boolean isReadOnly() {
    return readOnly;
  }

  boolean isNativeOrder() {
    return nativeOrder;
  }

  /** The memory for a JNI method: a buffer that begins at its first byte. */
  Buffer buffer() {
    return buffer.orElseThrow(
        () ->
            new UnsupportedOperationException(
                "memory segments cannot be passed through JNI; do not set exo.link=jni, or pass a"
                    + " buffer"));
  }

  /** The {@code MemorySegment}; only the foreign function interface asks. */
  Object segment() {
    return segment.orElseThrow();
  }

  /** The address of the first byte, found once. */
  long address(NativeCode code) {
    long known = address;
    if (known == 0) {
      known = code.address(this);
      address = known;
    }
    return known;
  }

  private record Shape(int elementSize, ByteOrder order) {}

  /** The JDK's buffers have no common method for these two. */
  private static Shape shape(Buffer buffer) {
    if (buffer instanceof ByteBuffer b) {
      return new Shape(Byte.BYTES, b.order());
    } else if (buffer instanceof FloatBuffer b) {
      return new Shape(Float.BYTES, b.order());
    } else if (buffer instanceof DoubleBuffer b) {
      return new Shape(Double.BYTES, b.order());
    } else if (buffer instanceof IntBuffer b) {
      return new Shape(Integer.BYTES, b.order());
    } else if (buffer instanceof LongBuffer b) {
      return new Shape(Long.BYTES, b.order());
    } else if (buffer instanceof ShortBuffer b) {
      return new Shape(Short.BYTES, b.order());
    }
    return new Shape(Character.BYTES, ((CharBuffer) buffer).order());
  }
}
