package io.exo4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way, with a library of a real C compiler: class loader, index, cache, linking, calls.
 * The example class is loaded by a class loader of its own for every test. On Java 22 and newer,
 * and the packaged jar, the same tests run over FFM.
 */
class KernelLibraryTest {
  @TempDir static Path shared;
  private static Path packaged;

  @TempDir Path temporary;
  private final Set<String> properties = new TreeSet<>();
  private Class<?> example;

  @BeforeAll
  static void compile() {
    packaged = TestLibrary.packaged(shared.resolve("packaged"));
  }

  @BeforeEach
  void freshClass() throws ReflectiveOperationException {
    set("exo.native.cache", temporary.resolve("cache").toString());
    example = newExample(packaged);
  }

  @AfterEach
  void unset() {
    properties.forEach(System::clearProperty);
  }

  private void set(String property, String value) {
    properties.add(property);
    System.setProperty(property, value);
  }

  /** Not initialised: options that a test sets afterwards count. */
  private static Class<?> newExample(Path packaged) throws ClassNotFoundException {
    return Class.forName("io.exo4j.runtime.example.Example", false, TestLibrary.loader(packaged));
  }

  private Object call(String method, Object... arguments) {
    return call(example, method, arguments);
  }

  private static Object call(Class<?> type, String method, Object... arguments) {
    try {
      return Arrays.stream(type.getMethods())
          .filter(m -> m.getName().equals(method) && fits(m.getParameterTypes(), arguments))
          .findFirst()
          .orElseThrow()
          .invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw Checks.rethrow(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean fits(Class<?>[] parameters, Object[] arguments) {
    for (int i = 0; i < parameters.length && parameters.length == arguments.length; i++) {
      if (arguments[i] != null
          && !MethodType.methodType(parameters[i]).wrap().returnType().isInstance(arguments[i])) {
        return false;
      }
    }
    return parameters.length == arguments.length;
  }

  private KernelLibrary library() {
    return (KernelLibrary) call("library");
  }

  // ---- calls ----

  @Test
  void arraysAreUpdatedInPlace() {
    float[] x = {1, 2, 3};
    float[] y = {10, 20, 30};
    call("saxpy", 3L, 2f, x, y);
    assertThat(y).containsExactly(12, 24, 36);
    call("saxpy", 2L, 1f, x, 1L, y, 0L);
    assertThat(y).containsExactly(14, 27, 36);
  }

  /** The build says which one it tests. */
  @Test
  void theOverlayIsUsedWhereItIs() {
    assertThat(library().linkage()).isEqualTo(System.getProperty("exo.test.linkage", "jni"));
  }

  @Test
  void jniCanBeAskedFor() {
    set("exo.link", "jni");
    float[] y = {1};
    call("saxpy", 1L, 2f, new float[] {3}, y);
    assertThat(y).containsExactly(7);
    assertThat(library().linkage()).isEqualTo("jni");
  }

  @Test
  void windowsMayBeTransposedAndReversed() {
    double[] src = {1, 2, 3, 4, 5, 6};
    double[] dst = new double[6];
    call("copy", 3L, 2L, src, 0L, 2L, 1L, dst, 5L, -1L, -3L);
    assertThat(dst).containsExactly(6, 4, 2, 5, 3, 1);
  }

  @Test
  void blocksOfOneArrayMayBeCopiedWhereTheyAreApart() {
    double[] matrix = {1, 2, 0, 0, 3, 4, 0, 0};
    call("copy", 2L, 2L, matrix, 0L, 4L, 1L, matrix, 2L, 4L, 1L);
    assertThat(matrix).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
    assertThatThrownBy(() -> call("copy", 2L, 2L, matrix, 0L, 4L, 1L, matrix, 1L, 4L, 1L))
        .hasMessage("src and dst overlap, and the kernel writes to one of them");
  }

  @Test
  void wrongArgumentsNeverReachNativeCode() {
    float[] x = new float[4];
    assertThatThrownBy(() -> call("saxpy", 0L, 1f, x, new float[4]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("n is 0, a size is at least 1");
    assertThatThrownBy(() -> call("saxpy", 5L, 1f, x, new float[5]))
        .hasMessage("x has 4 elements, too few for 5 from element 0 on");
    assertThatThrownBy(() -> call("saxpy", 4L, 1f, x, 0L, null, 0L))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("y is null");
    assertThatThrownBy(() -> call("saxpy", 4L, 1f, x, x))
        .hasMessage("x and y overlap, and the kernel writes to one of them");
    assertThatThrownBy(
            () -> call("copy", 1L, 65L, new double[65], 0L, 1L, 1L, new double[65], 0L, 1L, 1L))
        .hasMessage("copy requires n <= 64, but n = 65");
    call("saxpy", 2L, 1f, x, 0L, x, 2L);
  }

  @Test
  void aKernelThatCannotAllocateIsAnOutOfMemoryError() {
    assertThatThrownBy(() -> call("hungry", 1L))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("kernel hungry could not allocate native memory");
  }

  // ---- memory outside the heap ----

  private static FloatBuffer floats(float... values) {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder()).asFloatBuffer();
    buffer.put(values).flip();
    return buffer;
  }

  @Test
  void directBuffersFromTheirPositionOn() {
    FloatBuffer x = floats(9, 1, 2);
    FloatBuffer y = floats(10, 20);
    call("saxpy", 2L, 3f, OffHeap.of(x.position(1)), OffHeap.of(y));
    assertThat(y.get(0)).isEqualTo(13);
    assertThat(y.get(1)).isEqualTo(26);
  }

  @Test
  void wrongBuffersAreRefused() {
    OffHeap x = OffHeap.of(floats(1, 2));
    OffHeap readOnly = OffHeap.of(floats(1, 2).asReadOnlyBuffer());
    ByteBuffer bytes = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    OffHeap swapped =
        OffHeap.of(
            bytes
                .duplicate()
                .order(
                    ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                        ? ByteOrder.BIG_ENDIAN
                        : ByteOrder.LITTLE_ENDIAN));
    OffHeap crooked = OffHeap.of(bytes.duplicate().order(bytes.order()).position(1));
    assertThatThrownBy(() -> OffHeap.of(FloatBuffer.allocate(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the buffer is not direct: pass its array");
    assertThatThrownBy(() -> call("saxpy", 2L, 1f, x, readOnly))
        .hasMessage("y is read-only, but the kernel writes to it");
    call("saxpy", 2L, 1f, readOnly, x);
    assertThatThrownBy(() -> call("saxpy", 2L, 1f, swapped, x))
        .hasMessageStartingWith("x is in the other byte order");
    assertThatThrownBy(() -> call("saxpy", 2L, 1f, crooked, x))
        .hasMessage("x does not begin at a multiple of 4 bytes");
    assertThatThrownBy(() -> call("saxpy", 3L, 1f, x, OffHeap.of(bytes)))
        .hasMessage("x has 2 elements, too few for 3 from element 0 on");
    assertThatThrownBy(() -> call("saxpy", 2L, 1f, x, (Object) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("y is null");
  }

  @Test
  void overlapIsSeenThroughDifferentBuffers() {
    ByteBuffer bytes = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    OffHeap low = OffHeap.of(bytes.duplicate().order(bytes.order()).limit(32));
    OffHeap high = OffHeap.of(bytes.duplicate().order(bytes.order()).position(16));
    call("saxpy", 4L, 1f, low, high);
    assertThatThrownBy(() -> call("saxpy", 5L, 1f, low, high))
        .hasMessage("x and y overlap, and the kernel writes to one of them");
  }

  /** Through reflection, because the tests are Java 17. */
  @Test
  void memorySegmentsOnJava22() throws Throwable {
    if (!library().linkage().equals("ffm")) {
      assertThatThrownBy(() -> OffHeap.ofSegment(new Object()))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageStartingWith("memory segments need Java 22 or newer");
      return;
    }
    Class<?> segment = Class.forName("java.lang.foreign.MemorySegment");
    Class<?> arena = Class.forName("java.lang.foreign.Arena");
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    MethodHandle allocate =
        lookup.findVirtual(
            arena, "allocate", MethodType.methodType(segment, long.class, long.class));
    MethodHandle toBuffer =
        lookup.findVirtual(segment, "asByteBuffer", MethodType.methodType(ByteBuffer.class));
    Object confined = lookup.findStatic(arena, "ofConfined", MethodType.methodType(arena)).invoke();
    Object x = allocate.invoke(confined, 8L, 4L);
    Object y = allocate.invoke(confined, 8L, 4L);
    ((ByteBuffer) toBuffer.invoke(x)).order(ByteOrder.nativeOrder()).putFloat(0, 5);
    call("saxpy", 2L, 2f, OffHeap.ofSegment(x), OffHeap.ofSegment(y));
    assertThat(((ByteBuffer) toBuffer.invoke(y)).order(ByteOrder.nativeOrder()).getFloat(0))
        .isEqualTo(10);
    assertThatThrownBy(() -> call("saxpy", 2L, 2f, OffHeap.ofSegment(x), OffHeap.ofSegment(x)))
        .hasMessage("x and y overlap, and the kernel writes to one of them");
    Object heap =
        lookup
            .findStatic(segment, "ofArray", MethodType.methodType(segment, float[].class))
            .invoke(new float[2]);
    assertThatThrownBy(() -> OffHeap.ofSegment(heap))
        .hasMessage("the memory segment is on the Java heap: pass its array");
    assertThatThrownBy(() -> OffHeap.ofSegment("text"))
        .hasMessage("not a memory segment: java.lang.String");
    ((AutoCloseable) confined).close();
    assertThatThrownBy(() -> call("saxpy", 2L, 2f, OffHeap.ofSegment(x), OffHeap.ofSegment(y)))
        .isInstanceOf(IllegalStateException.class); // closed memory is never touched
  }

  // ---- configuration state ----

  @Test
  void aContextKeepsItsState() {
    long[] count = new long[1];
    try (Context one = (Context) call("newContext");
        Context other = (Context) call("newContext")) {
      call("tick", one, false, count);
      call("tick", one, true, count);
      assertThat(count[0]).isEqualTo(3);
      call("tick", other, false, count);
      assertThat(count[0]).isEqualTo(1);
    }
  }

  @Test
  void aClosedContextIsRefused() {
    Context context = (Context) call("newContext");
    context.close();
    context.close();
    assertThatThrownBy(() -> call("tick", context, false, new long[1]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the context is closed");
    assertThatThrownBy(() -> call("tick", null, false, new long[1]))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("context is null");
  }

  @Test
  void aContextOfAnotherLibraryIsRefused() throws ReflectiveOperationException {
    try (Context foreign = (Context) call(newExample(packaged), "newContext")) {
      assertThatThrownBy(() -> call("tick", foreign, false, new long[1]))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("context belongs to the library 'example', not to this one");
    }
  }

  @Test
  void aContextServesOneCallAtATime() throws InterruptedException {
    ByteBuffer gate = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    Context context = (Context) call("newContext");
    Thread holder = new Thread(() -> call("hold", context, OffHeap.of(gate)));
    holder.start();
    while (gate.getInt(0) == 0) {
      Thread.sleep(1);
    }
    try {
      assertThatThrownBy(() -> call("tick", context, false, new long[1]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the context is in use by another call; give every thread its own");
      assertThatThrownBy(context::close).isInstanceOf(IllegalStateException.class);
    } finally {
      gate.putInt(4, 1);
      holder.join();
    }
    call("tick", context, false, new long[1]);
    context.close();
  }

  // ---- variants ----

  @Test
  void theFirstVariantThatTheMachineRunsIsTaken() {
    Kernel saxpy = library().kernel("saxpy");
    assertThat(saxpy.variants()).containsExactly("future", "avx2", "generic");
    assertThat(saxpy.variant())
        .isEqualTo(library().cpuFeatures().containsAll(Set.of("avx2", "fma")) ? "avx2" : "generic");
  }

  @Test
  void theOptionForcesAVariant() {
    set("exo.variant.saxpy", "generic");
    assertThat(library().kernel("saxpy").variant()).isEqualTo("generic");
    float[] y = {1};
    call("saxpy", 1L, 2f, new float[] {3}, y);
    assertThat(y).containsExactly(7);
  }

  @Test
  void anUnknownVariantIsAnErrorOfThisKernelOnly() {
    set("exo.variant.saxpy", "avx9");
    assertThatThrownBy(() -> call("saxpy", 1L, 2f, new float[1], new float[1]))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "-Dexo.variant.saxpy=avx9: kernel saxpy has no such variant;"
                + " it has future, avx2, generic");
    call("team", new int[1]);
  }

  @Test
  void aVariantThatTheMachineCannotRunIsAnError() {
    set("exo.variant.saxpy", "future");
    assertThatThrownBy(() -> call("saxpy", 1L, 2f, new float[1], new float[1]))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageMatching(
            "-Dexo.variant.saxpy=future: kernel saxpy cannot run here: variant future needs"
                + " (sse2 )?mind-reading. This CPU and operating system support: .*");
    assertThatThrownBy(() -> call("futureOnly", 1L))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("kernel future_only cannot run here: variant quantum needs qubits");
  }

  @Test
  void aMissingSymbolIsAnErrorOfThisKernelOnly() {
    call("team", new int[1]);
    assertThatThrownBy(() -> call("unlinked", 1L))
        .isInstanceOf(NativeLibraryError.class)
        .hasMessageContaining("kernel unlinked is not in")
        .hasMessageContaining("exo_call_unlinked");
  }

  // ---- threads ----

  @Test
  void withoutOpenMpThereIsOneThread() {
    library().setThreads(3);
    assertThat(library().threads()).isEqualTo(1);
    assertThatThrownBy(() -> library().setThreads(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withOpenMpTheNumberOfThreadsIsTheLibrarys() throws Exception {
    Path installed = temporary.resolve("openmp").resolve(TestLibrary.fileName());
    try {
      TestLibrary.compile(installed, List.of("-fopenmp"));
    } catch (IllegalStateException e) {
      assumeTrue(false, "this C compiler has no OpenMP");
    }
    set("exo.native.dir", installed.getParent().toString());
    set("exo.threads", "3");
    int[] count = new int[1];
    call("team", count);
    assertThat(count[0]).isEqualTo(3);
    assertThat(library().threads()).isEqualTo(3);
    library().setThreads(2);
    Thread other = new Thread(() -> call("team", count)); // OpenMP counts per thread, we do not
    other.start();
    other.join();
    assertThat(count[0]).isEqualTo(2);
  }

  @Test
  void aWrongNumberOfThreadsIsAnError() {
    set("exo.threads", "many");
    assertThatThrownBy(() -> call("team", new int[1]))
        .isInstanceOf(NativeLibraryError.class)
        .hasMessage("-Dexo.threads=many is not a number of threads");
  }

  // ---- loading ----

  @Test
  void twoClassLoadersAtOnce() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Class<?> own = newExample(packaged);
      Thread thread =
          new Thread(
              () -> {
                float[] y = {1};
                call(own, "saxpy", 1L, 2f, new float[] {3}, y);
                assertThat(y).containsExactly(7);
              });
      thread.setUncaughtExceptionHandler(
          (t, e) -> {
            synchronized (failures) {
              failures.add(e);
            }
          });
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    try (var files = Files.walk(temporary.resolve("cache"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1); // private copies are gone
    }
  }

  @Test
  void aFileThatIsNoLibraryIsExplained() throws Exception {
    Path file = temporary.resolve("installed").resolve(TestLibrary.fileName());
    TestLibrary.write(file, "this is not a library, but it is long enough to have an ELF header");
    set("exo.native.dir", file.getParent().toString());
    assertThatThrownBy(() -> call("team", new int[1]))
        .isInstanceOf(NativeLibraryError.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("invalid ELF header")
        .hasMessageContaining("the file is not a library for this machine");
  }

  @Test
  void aMissingSystemLibraryIsNamed() throws Exception {
    Path needed = temporary.resolve("libexo-not-installed.so.1");
    Path source = temporary.resolve("needed.c");
    TestLibrary.write(source, "int exo_not_installed(void) { return 1; }\n");
    TestLibrary.compile(needed, source, List.of("-Wl,-soname,libexo-not-installed.so.1"));
    Path file = temporary.resolve("installed").resolve(TestLibrary.fileName());
    TestLibrary.compile(file, List.of("-Wl,--no-as-needed", needed.toString()));
    Files.delete(needed);
    set("exo.native.dir", file.getParent().toString());
    assertThatThrownBy(() -> call("team", new int[1]))
        .isInstanceOf(NativeLibraryError.class)
        .hasMessageContaining("Hint: install the system library libexo-not-installed.so.1");
  }

  @Test
  void aClassWithoutLibrariesSaysSoAtEveryCall() throws Exception {
    example = newExample(Files.createDirectory(temporary.resolve("empty")));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> call("saxpy", 1L, 1f, new float[1], new float[1]))
          .isInstanceOf(NativeLibraryError.class)
          .hasMessageContaining("the class path has no META-INF/exo/native/");
    }
    assertThatThrownBy(() -> library().file()).isInstanceOf(NativeLibraryError.class);
    assertThatThrownBy(() -> library().kernel("saxpy").variant())
        .isInstanceOf(NativeLibraryError.class);
  }
}
