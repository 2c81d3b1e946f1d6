package io.exo4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of places, without a C compiler: a dynamic loader of our own says what happens. */
class LibraryLoaderTest {
  private static final String CONTENT = "library content";
  private static final Platform PLATFORM = Platform.of("Linux", "amd64", false);
  private static final String HOME = "META-INF/exo/native/g.a/linux-x86_64/";

  @TempDir Path temporary;
  private final Map<String, String> resources = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private final List<Path> opened = new ArrayList<>();
  private Predicate<Path> refuses = file -> false;
  private String message = "";
  private long abi = 1;

  @BeforeEach
  void packaged() throws IOException {
    resources.put(HOME + "index.properties", index(CONTENT));
    resources.put(HOME + "libk.so", CONTENT);
    properties.put("user.home", Files.createDirectory(temporary.resolve("home")).toString());
    properties.put("java.io.tmpdir", Files.createDirectory(temporary.resolve("tmp")).toString());
  }

  private static String index(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return """
        format = 1
        libraries = k
        k.file = libk.so
        k.sha256 = %s
        k.size = %d
        k.kernels = f
        k.kernel.f.variants = default
        k.kernel.f.default.symbol = exo_call_f
        """
        .formatted(NativeCache.sha256(bytes), bytes.length);
  }

  private LibraryLoader.Loaded load() {
    return new LibraryLoader(
            "g.a",
            "k",
            name ->
                Optional.ofNullable(resources.get(name))
                    .map(t -> new ByteArrayInputStream(t.getBytes(StandardCharsets.UTF_8))),
            PLATFORM,
            new Settings(
                name -> Optional.ofNullable(properties.get(name)),
                name -> Optional.ofNullable(environment.get(name))),
            this::open)
        .load();
  }

  private NativeCode open(Path file) {
    opened.add(file);
    assertThat(file).exists();
    if (refuses.test(file)) {
      throw new UnsatisfiedLinkError(message);
    }
    return new FakeCode(abi);
  }

  private NativeLibraryError failure() {
    return catchThrowableOfType(NativeLibraryError.class, this::load);
  }

  private record FakeCode(long abi) implements NativeCode {
    @Override
    public MethodHandle arrays(String symbol, FlatType type) {
      throw new UnsatisfiedLinkError(symbol);
    }

    @Override
    public MethodHandle offHeap(String symbol, FlatType type) {
      throw new UnsatisfiedLinkError(symbol);
    }

    @Override
    public long control(long request, long argument) {
      return abi;
    }

    @Override
    public String cpuFeatures() {
      return "";
    }

    @Override
    public long address(OffHeap memory) {
      return 0;
    }
  }

  private static String sha() {
    return NativeCache.sha256(CONTENT.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void extractsBelowTheHomeDirectory() {
    assertThat(load().file())
        .isEqualTo(temporary.resolve("home/.cache/exo/native/" + sha() + "/libk.so"))
        .hasContent(CONTENT);
  }

  @Test
  void xdgCacheHomeComesBeforeTheHomeDirectory() {
    environment.put("XDG_CACHE_HOME", temporary.resolve("xdg").toString());
    assertThat(load().file()).isEqualTo(temporary.resolve("xdg/exo/native/" + sha() + "/libk.so"));
  }

  @Test
  void aRelativeXdgCacheHomeIsIgnored() {
    environment.put("XDG_CACHE_HOME", "relative");
    assertThat(load().file()).startsWith(temporary.resolve("home"));
  }

  @Test
  void theCacheOptionComesBeforeBoth() {
    environment.put("XDG_CACHE_HOME", temporary.resolve("xdg").toString());
    properties.put("exo.native.cache", temporary.resolve("mine").toString());
    assertThat(load().file()).isEqualTo(temporary.resolve("mine/" + sha() + "/libk.so"));
    assertThat(temporary.resolve("xdg")).doesNotExist();
  }

  @Test
  void aCacheOptionThatDoesNotWorkIsAnErrorNotADetour() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "not a directory");
    properties.put("exo.native.cache", file.toString());
    NativeLibraryError error = failure();
    assertThat(error.attempts()).hasSize(2);
    assertThat(error.attempts().get(1)).startsWith("-Dexo.native.cache: cannot extract to " + file);
    assertThat(opened).isEmpty();
  }

  @Test
  void withoutAnyHomeATemporaryCopyIsLoadedAndRemoved() {
    properties.put("user.home", "/nonexistent");
    assertThat(load().file().getFileName()).hasToString("libk.so");
    assertThat(opened.get(0)).startsWithRaw(temporary.resolve("tmp"));
    assertThat(temporary.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void fromNoexecHomeToTheTemporaryDirectory() {
    message = "libk.so: failed to map segment from shared object: Operation not permitted";
    refuses = file -> file.startsWith(temporary.resolve("home"));
    load();
    assertThat(opened).hasSize(2);
    assertThat(opened.get(1)).startsWithRaw(temporary.resolve("tmp"));
  }

  @Test
  void noexecEverywhereNamesThePropertyAndEveryPlace() {
    message = "libk.so: failed to map segment from shared object: Operation not permitted";
    refuses = file -> true;
    NativeLibraryError error = failure();
    assertThat(error)
        .hasMessageStartingWith("cannot load the native library 'k' of g.a on linux-x86_64\nTried:")
        .hasMessageContaining("-Dexo.native.k.path and -Dexo.native.dir are not set")
        .hasMessageContaining("~/.cache: " + temporary.resolve("home"))
        .hasMessageContaining("the temporary directory: " + temporary.resolve("tmp"))
        .hasMessageContaining("-Dexo.native.cache=<directory>")
        .hasMessageContaining("noexec");
    assertThat(error.attempts()).hasSize(3);
    assertThat(temporary.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void aMissingOpenMpRuntimeIsSaidOnce() {
    message = "libgomp.so.1: cannot open shared object file: No such file or directory";
    refuses = file -> true;
    assertThat(failure())
        .hasMessageContaining(message)
        .hasMessageContaining("Hint: install the OpenMP runtime of GCC, libgomp.so.1");
    assertThat(opened).hasSize(1); // no other directory would help
  }

  @Test
  void thePathOptionComesFirstAndNeedsNoHash() throws IOException {
    Path own = Files.writeString(temporary.resolve("own.so"), "another build");
    properties.put("exo.native.k.path", own.toString());
    properties.put("exo.native.dir", temporary.resolve("nowhere").toString());
    assertThat(load().file()).isEqualTo(own);
  }

  @Test
  void aPathOptionThatDoesNotWorkIsAnError() {
    properties.put("exo.native.k.path", temporary.resolve("gone.so").toString());
    assertThat(failure().attempts())
        .containsExactly("-Dexo.native.k.path: " + temporary.resolve("gone.so") + " is not a file");
  }

  @Test
  void theDirectoryOptionIsUsedWhereTheLibraryIsThere() throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("installed"));
    properties.put("exo.native.dir", directory.toString());
    assertThat(load().file()).startsWith(temporary.resolve("home")); // not there: extracted
    Files.writeString(directory.resolve("libk.so"), "another build");
    assertThat(load().file()).isEqualTo(directory.resolve("libk.so"));
  }

  @Test
  void anInstalledLibraryBringsItsOwnIndex() throws IOException {
    resources.clear();
    Path own = temporary.resolve("installed/libk.so");
    TestLibrary.write(own, "x");
    properties.put("exo.native.dir", own.getParent().toString());
    assertThat(failure()).hasMessageContaining("it has no index.properties");
    TestLibrary.write(own.resolveSibling("index.properties"), index("x"));
    assertThat(load().file()).isEqualTo(own);
    assertThat(load().index().size()).isEqualTo(1);
  }

  @Test
  void aMissingPlatformSaysWhichAreThere() {
    resources.clear();
    resources.put("META-INF/exo/native/g.a/linux-aarch_64/index.properties", "");
    resources.put("META-INF/exo/native/g.a/linux-x86_64-musl/index.properties", "");
    assertThat(failure().attempts())
        .contains(
            "the class path has no META-INF/exo/native/g.a/linux-x86_64/index.properties;"
                + " it was built for linux-x86_64-musl, linux-aarch_64");
    resources.clear();
    assertThat(failure()).hasMessageContaining("is the jar with the native libraries there?");
  }

  @Test
  void aDamagedJarIsNotLoaded() {
    resources.put(HOME + "libk.so", "l1brary content");
    assertThat(failure()).hasMessageContaining("the jar is damaged");
    resources.remove(HOME + "libk.so");
    assertThat(failure())
        .hasMessageContaining("the class path has index.properties, but no " + HOME + "libk.so");
    resources.put(HOME + "index.properties", "format = 1");
    assertThat(failure()).hasMessageContaining(HOME + "index.properties has no library 'k'");
    assertThat(opened).isEmpty();
  }

  @Test
  void aSecondClassLoaderGetsAPrivateCopy() {
    message = "Native Library libk.so already loaded in another classloader";
    refuses = file -> !file.toString().contains("private-");
    assertThat(load().file()).startsWith(temporary.resolve("home"));
    assertThat(opened.get(1))
        .startsWithRaw(temporary.resolve("home/.cache/exo/native"))
        .doesNotExist();
  }

  @Test
  void anotherInterfaceVersionIsRefused() {
    abi = 2;
    assertThat(failure()).hasMessageContaining("version 2 of the interface to exo-runtime");
  }

  @Test
  void deniedNativeAccessNamesTheFlag() {
    refuses =
        file -> {
          throw new IllegalCallerException("Illegal native access from an unnamed module");
        };
    assertThatThrownBy(this::load)
        .isInstanceOf(NativeLibraryError.class)
        .hasMessageContaining("--enable-native-access=ALL-UNNAMED")
        .hasMessageContaining("--enable-native-access=io.exo4j.runtime");
    assertThat(opened).hasSize(1);
  }
}
