package io.exo4j.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The configuration state that the kernels of one library share between calls: the fields of the
 * {@code @config} classes, all zero or false at first.
 *
 * <p>A context may move between threads, but only one call may use it at a time: kernels were
 * proved correct for configuration that nobody else changes. A call that finds it in use fails, it
 * does not wait.
 *
 * <p>The memory belongs to a direct buffer: it is freed after {@link #close}, or when the context
 * is no longer reachable, once the collector notices; never while a call uses it.
 */
public final class Context implements AutoCloseable {
  static final MethodHandle BUFFER;
  static final MethodHandle ENTER;
  static final MethodHandle EXIT;

  private static final int ALIGNMENT = 64;

  private enum State {
    FREE,
    BUSY,
    CLOSED
  }

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BUFFER = lookup.findVirtual(Context.class, "buffer", MethodType.methodType(Buffer.class));
      ENTER =
          lookup.findStatic(
              Context.class,
              "enter",
              MethodType.methodType(void.class, KernelLibrary.class, Context.class));
      EXIT =
          lookup.findStatic(
              Context.class,
              "exit",
              MethodType.methodType(int.class, Throwable.class, int.class, Context.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final KernelLibrary owner;
  private final AtomicReference<State> state = new AtomicReference<>(State.FREE);
  private volatile ByteBuffer memory;

  Context(KernelLibrary owner, int byteSize) {
    this.owner = owner;
    this.memory = ByteBuffer.allocateDirect(byteSize + ALIGNMENT - 1).alignedSlice(ALIGNMENT);
  }

  /**
   * Gives the memory back. Closing twice does nothing.
   *
   * @throws IllegalStateException if a kernel is using the context
   */
  @Override
  public void close() {
    if (state.compareAndSet(State.FREE, State.CLOSED)) {
      memory = ByteBuffer.allocate(0);
    } else if (state.get() == State.BUSY) {
      throw new IllegalStateException("the context is in use by another call");
    }
  }

  Buffer buffer() {
    return memory;
  }

  /** Before a call; null is a context that was not given. */
  static void enter(KernelLibrary library, Context context) {
    if (context == null) {
      throw new NullPointerException("context is null");
    }
    if (context.owner != library) {
      throw new IllegalArgumentException(
          "context belongs to the library '" + context.owner.name() + "', not to this one");
    }
    if (!context.state.compareAndSet(State.FREE, State.BUSY)) {
      throw new IllegalStateException(
          context.state.get() == State.CLOSED
              ? "the context is closed"
              : "the context is in use by another call; give every thread its own");
    }
  }

  /**
   * After a call that {@link #enter} let through; the shape is what {@code tryFinally} asks for.
   */
  static int exit(Throwable thrown, int status, Context context) {
    context.state.set(State.FREE);
    return status;
  }
}
