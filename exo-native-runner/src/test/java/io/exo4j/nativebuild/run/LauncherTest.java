package io.exo4j.nativebuild.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.ir.Target;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CPU, SDE, QEMU, functional model, skipped: in this order. Emulators are recording stand-ins. */
class LauncherTest {
  private static final Classifier X86 = Classifier.parse("linux-x86_64");
  private static final Classifier ARM = Classifier.parse("linux-aarch_64");
  private static final Machine OLD = new Machine(X86, Set.of("sse2", "avx", "avx2", "fma"));

  @TempDir private Path directory;

  @BeforeEach
  void onlyWhereScriptsRun() {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh");
  }

  private static Target target(
      String name, Optional<String> sde, Optional<String> model, String... cpu) {
    return new Target(name, "", List.of(cpu), sde, Optional.empty(), model);
  }

  private static Target target(String... cpu) {
    return target("chip", Optional.empty(), Optional.empty(), cpu);
  }

  /** A program that writes its command line to a file, and then runs what follows {@code --}. */
  private Path recorder(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        #!/bin/sh
        if [ "$1" = --version ]; then echo "stand-in version 9.9"; exit 0; fi
        echo "$@" > "$0.log"
        while [ "$1" != -- ]; do shift; done
        shift
        exec "$@"
        """);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path program(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("prog"), "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Launcher launcher(Machine host, Emulator wanted, Map<String, String> environment) {
    return new Launcher(host, new ToolFinder(environment), wanted);
  }

  private Launcher launcher(Map<String, String> environment) {
    return launcher(OLD, Emulator.AUTO, environment);
  }

  @Test
  void onTheCpuIfItHasTheFeatures() throws IOException {
    recorder(directory.resolve("bin/sde64"));
    Launch launch = launcher(Map.of("PATH", directory + "/bin")).choose(target("AVX2", "fma"), X86);
    assertThat(launch.way()).isEqualTo(Launch.Way.NATIVE);
    assertThat(launch.prefix()).isEmpty();
    assertThat(launch.description()).isEqualTo("on this CPU");
  }

  @Test
  void underSdeFromThePathWithTheChipOfTheFeatures() throws IOException {
    Path sde = recorder(directory.resolve("bin/sde64"));
    Launch launch =
        launcher(Map.of("PATH", directory + "/bin")).choose(target("avx512f", "avx512vl"), X86);
    assertThat(launch.prefix()).containsExactly(sde.toString(), "-skx", "--");
    Path program = program("echo \"ran with $1\"; exit 37");
    CommandResult result = Launcher.run(launch, program, List.of("a b"), Commands.quiet());
    assertThat(result.exitCode()).isEqualTo(37);
    assertThat(result.output()).containsExactly("ran with a b");
    assertThat(Files.readString(Path.of(sde + ".log")).strip())
        .isEqualTo("-skx -- " + program + " a b");
    assertThat(ProgramEnd.of(37).problem(launch)).contains("it ended with exit code 37");
  }

  @Test
  void noEmulatorHasWhatNobodyHasHeardOf() throws IOException {
    recorder(directory.resolve("bin/sde64"));
    recorder(directory.resolve("bin/qemu-x86_64"));
    Launcher launcher = launcher(Map.of("PATH", directory + "/bin"));
    Launch launch =
        launcher.choose(target("mine", Optional.empty(), Optional.of("mine.h"), "mine"), X86);
    assertThat(launch.way()).isEqualTo(Launch.Way.MODEL);
    assertThat(launcher.choose(target("mine"), X86).reason())
        .contains("this CPU has no mine")
        .contains("Intel SDE does not emulate mine")
        .contains("qemu-x86_64 does not emulate mine");
  }

  @Test
  void sdePathGoesBeforeThePath() throws IOException {
    recorder(directory.resolve("bin/sde64"));
    Path kit = recorder(directory.resolve("kit/sde64"));
    Map<String, String> environment =
        Map.of("PATH", directory + "/bin", "SDE_PATH", directory + "/kit");
    assertThat(launcher(environment).choose(target("amx_int8"), X86).prefix())
        .containsExactly(kit.toString(), "-spr", "--");
    assertThat(
            launcher(Map.of("PATH", "", "SDE_PATH", kit.toString()))
                .choose(
                    target(
                        "c", Optional.of("gnr -chip_check_exe_only"), Optional.empty(), "amx_tile"),
                    X86)
                .prefix())
        .containsExactly(kit.toString(), "-gnr", "-chip_check_exe_only", "--");
  }

  @Test
  void chips() {
    assertThat(CpuFeatures.sdeChip(List.of("avx2", "fma"))).isEqualTo("-hsw");
    assertThat(CpuFeatures.sdeChip(List.of("avx512f", "avx512_vnni"))).isEqualTo("-icx");
    assertThat(CpuFeatures.sdeChip(List.of("avx512f", "avx512_wide"))).isEqualTo("-skx");
    assertThat(CpuFeatures.sdeChip(List.of("avx512_bf16"))).isEqualTo("-spr");
    assertThat(CpuFeatures.sdeChip(List.of("amx-fp16"))).isEqualTo("-gnr");
    assertThat(CpuFeatures.sdeChip(List.of("avx512er"))).isEqualTo("-future");
  }

  @Test
  void qemuOnlyWhereItKnowsTheFeature() throws IOException {
    Path qemu = recorder(directory.resolve("bin/qemu-x86_64"));
    Machine bare = new Machine(X86, Set.of("sse2"));
    Map<String, String> path = Map.of("PATH", directory + "/bin");
    Launch avx2 = launcher(bare, Emulator.AUTO, path).choose(target("avx2"), X86);
    assertThat(avx2.way()).isEqualTo(Launch.Way.QEMU);
    assertThat(avx2.prefix()).containsExactly(qemu.toString());
    assertThat(avx2.reason()).contains("this CPU has no avx2", "Intel SDE was not found");
    Launch avx512 = launcher(bare, Emulator.AUTO, path).choose(target("avx512f"), X86);
    assertThat(avx512.runs()).isFalse();
    assertThat(avx512.description())
        .isEqualTo(
            "skipped: this CPU has no avx512f; Intel SDE was not found: SDE_PATH is not set, no"
                + " sde64 on the PATH; qemu-x86_64 does not emulate avx512f; target chip has no"
                + " functional model");
  }

  @Test
  void qemuForOtherArchitectures() throws IOException {
    Path qemu = recorder(directory.resolve("bin/qemu-aarch64"));
    Target sve =
        new Target(
            "sve512",
            "",
            List.of("sve"),
            Optional.empty(),
            Optional.of("-cpu max,sve512=on -L /sysroot"),
            Optional.empty());
    Launch launch = launcher(Map.of("PATH", directory + "/bin")).choose(sve, ARM);
    assertThat(launch.prefix())
        .containsExactly(qemu.toString(), "-cpu", "max,sve512=on", "-L", "/sysroot");
    assertThat(launch.cmakeEmulator()).isEqualTo(qemu + ";-cpu;max,sve512=on;-L;/sysroot");
    assertThat(CpuFeatures.architecture(sve)).contains("aarch_64");
    assertThat(CpuFeatures.architecture(target("v"))).contains("riscv64");
    assertThat(CpuFeatures.architecture(target("avx512f"))).contains("x86_64");
    assertThat(CpuFeatures.architecture(target("warp_drive"))).isEmpty();
  }

  @Test
  void noEmulatorKnowsWhatIsNoFeatureOfItsProcessors() throws IOException {
    recorder(directory.resolve("bin/qemu-x86_64"));
    recorder(directory.resolve("bin/sde64"));
    assertThat(
            launcher(Map.of("PATH", directory + "/bin"))
                .choose(target("matrix_card"), X86)
                .reason())
        .isEqualTo(
            "this CPU has no matrix_card; Intel SDE does not emulate matrix_card; qemu-x86_64 does"
                + " not emulate matrix_card; target chip has no functional model");
  }

  @Test
  void aFunctionalModelAtLast() {
    Target amx = target("amx", Optional.empty(), Optional.of("x86/amx_model.h"), "amx_tile");
    Launch launch = launcher(Map.of("PATH", "")).choose(amx, X86);
    assertThat(launch.way()).isEqualTo(Launch.Way.MODEL);
    assertThat(launch.reason()).contains("this CPU has no amx_tile");
  }

  @Test
  void aUserMayForceOne() throws IOException {
    Path sde = recorder(directory.resolve("bin/sde64"));
    Map<String, String> path = Map.of("PATH", directory + "/bin");
    assertThat(launcher(OLD, Emulator.parse("SDE"), path).choose(X86).prefix())
        .containsExactly(sde.toString(), "-hsw", "--");
    assertThat(launcher(OLD, Emulator.QEMU, path).choose(X86).reason())
        .isEqualTo("qemu-x86_64 was not found on the PATH (package qemu-user)");
    assertThatThrownBy(() -> Emulator.parse("bochs"))
        .hasMessage("'bochs' is no emulator; there are auto, native, sde, qemu, model");
  }

  @Test
  void signalsAreExplained() throws IOException {
    Launch launch = launcher(Map.of()).choose(X86);
    CommandResult result =
        Launcher.run(launch, program("kill -ILL $$"), List.of(), Commands.quiet());
    assertThat(ProgramEnd.of(result.exitCode()).problem(launch).orElseThrow())
        .isEqualTo("SIGILL: an instruction that this CPU or operating system does not allow");
    assertThat(ProgramEnd.of(139).problem(launch).orElseThrow())
        .isEqualTo("SIGSEGV: it touched memory that it does not own");
    assertThat(ProgramEnd.of(0).problem(launch)).isEmpty();
  }

  @Test
  void featuresAsLinuxListsThem() {
    assertThat(Machine.ofCpuInfo("processor\t: 0\nflags\t\t: fpu avx512_vnni avx2\nbugs\t: x\n"))
        .containsExactlyInAnyOrder("fpu", "avx512vnni", "avx2");
    assertThat(Machine.ofCpuInfo("Features\t: fp asimd sve\n"))
        .containsExactlyInAnyOrder("fp", "asimd", "neon", "sve");
    assertThat(Machine.ofCpuInfo("isa\t: rv64imafdcv_zicsr_zvfh\n")).contains("v", "zvfh", "d");
    assertThat(Machine.ofCpuInfo("flags\t\t: avx512f\n"))
        .containsExactlyInAnyOrder("avx512f", "avx512wide");
    assertThat(Machine.host().lacking(List.of())).isEmpty();
  }
}
