package io.exo4j.nativebuild.run;

import io.exo4j.ir.Target;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import io.exo4j.nativebuild.toolchain.Version;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decides how a program is run that was compiled for a {@link Target}: on this processor if it has
 * the features; else under Intel's emulator, found through {@code SDE_PATH} or on the {@code PATH};
 * else under a QEMU user emulator that has them; else, compiled against the target's functional
 * model, natively; else not at all.
 *
 * <pre>{@code
 * Launcher launcher = Launcher.ofProcess(Emulator.AUTO);
 * Launch launch = launcher.choose(target, Classifier.host());
 * if (launch.runs()) {
 *   CommandResult result = launcher.run(launch, program, List.of(), commands);
 *   ProgramEnd.of(result.exitCode()).problem(launch).ifPresent(System.err::println);
 * }
 * }</pre>
 */
public final class Launcher {
  private static final List<String> SDE = List.of("sde64", "sde");

  private final Machine host;
  private final ToolFinder tools;
  private final Emulator wanted;

  /**
   * A launcher.
   *
   * @param host the machine that this process runs on
   * @param tools where emulators are looked for
   * @param wanted what a user asks for
   */
  public Launcher(Machine host, ToolFinder tools, Emulator wanted) {
    this.host = host;
    this.tools = tools;
    this.wanted = wanted;
  }

  /** A launcher for this machine, with this process's environment. */
  public static Launcher ofProcess(Emulator wanted) {
    return new Launcher(Machine.host(), ToolFinder.ofProcess(), wanted);
  }

  /** The machine that this process runs on. */
  public Machine host() {
    return host;
  }

  /** Decides about a program for any processor of the architecture. */
  public Launch choose(Classifier built) {
    return choose(
        new Target("default", "", List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
        built);
  }

  /** Decides about a program for a target, or for any processor of the architecture. */
  public Launch choose(Optional<Target> target, Classifier built) {
    return target.isPresent() ? choose(target.get(), built) : choose(built);
  }

  /**
   * Decides.
   *
   * @param target what the program needs
   * @param built the kind of machine that it was compiled for
   */
  public Launch choose(Target target, Classifier built) {
    List<String> reasons = new ArrayList<>();
    for (Emulator kind : List.of(Emulator.NATIVE, Emulator.SDE, Emulator.QEMU, Emulator.MODEL)) {
      if (wanted == Emulator.AUTO || wanted == kind) {
        Launch launch = attempt(kind, target, built);
        if (launch.runs()) {
          return new Launch(launch.way(), launch.prefix(), String.join("; ", reasons));
        }
        reasons.add(launch.reason());
      }
    }
    return Launch.skipped(String.join("; ", reasons));
  }

  private Launch attempt(Emulator kind, Target target, Classifier built) {
    return switch (kind) {
      case SDE -> sde(target, built);
      case QEMU -> qemu(target, built);
      case MODEL -> model(target);
      default -> natively(target, built);
    };
  }

  private Launch natively(Target target, Classifier built) {
    if (!isHost(built)) {
      return Launch.skipped("this machine is " + host.classifier() + ", not " + built);
    }
    List<String> lacking = host.lacking(target.cpu());
    return lacking.isEmpty()
        ? new Launch(Launch.Way.NATIVE, List.of(), "")
        : Launch.skipped("this CPU has no " + String.join(", ", lacking));
  }

  private boolean isHost(Classifier built) {
    return built.os().equals(host.classifier().os())
        && built.arch().equals(host.classifier().arch());
  }

  // ---- Intel SDE ----

  private Launch sde(Target target, Classifier built) {
    if (!built.arch().startsWith("x86")) {
      return Launch.skipped("Intel SDE runs programs for x86, not for " + built.arch());
    }
    List<String> beyond = CpuFeatures.beyondX86(target.cpu());
    if (!beyond.isEmpty() && target.sde().isEmpty()) {
      return Launch.skipped("Intel SDE does not emulate " + String.join(", ", beyond));
    }
    Optional<Path> program = findSde();
    if (program.isEmpty()) {
      return Launch.skipped(
          tools
              .variable("SDE_PATH")
              .map(path -> "there is no sde64 in SDE_PATH=" + path)
              .orElse("Intel SDE was not found: SDE_PATH is not set, no sde64 on the PATH"));
    }
    List<String> prefix = new ArrayList<>();
    prefix.add(program.get().toString());
    prefix.addAll(
        target
            .sde()
            .map(Launcher::words)
            .map(Launcher::asOptions)
            .orElseGet(() -> List.of(CpuFeatures.sdeChip(target.cpu()))));
    prefix.add("--");
    return new Launch(Launch.Way.SDE, prefix, "");
  }

  /** {@code SDE_PATH} is the directory of the kit, or the program itself. */
  private Optional<Path> findSde() {
    Optional<String> named = tools.variable("SDE_PATH");
    if (named.isEmpty()) {
      return tools.find(SDE);
    }
    List<String> candidates = new ArrayList<>();
    SDE.forEach(name -> candidates.add(named.get() + File.separator + name));
    candidates.add(named.get());
    return tools.find(candidates).map(Path::toAbsolutePath);
  }

  /** A target may say {@code spr} for {@code -spr}. */
  private static List<String> asOptions(List<String> words) {
    List<String> options = new ArrayList<>(words);
    if (!options.isEmpty() && !options.get(0).startsWith("-")) {
      options.set(0, "-" + options.get(0));
    }
    return options;
  }

  // ---- QEMU ----

  private Launch qemu(Target target, Classifier built) {
    if (!built.os().equals("linux") || !host.classifier().os().equals("linux")) {
      return Launch.skipped("QEMU's user emulators run Linux programs on Linux");
    }
    String command = "qemu-" + built.cmakeProcessor();
    List<String> beyond = CpuFeatures.beyondQemu(built.arch(), target.cpu());
    if (!beyond.isEmpty() && target.qemu().isEmpty()) {
      return Launch.skipped(command + " does not emulate " + String.join(", ", beyond));
    }
    Optional<Path> program = tools.find(List.of(command, command + "-static"));
    if (program.isEmpty()) {
      return Launch.skipped(command + " was not found on the PATH (package qemu-user)");
    }
    if (built.arch().equals("x86_64") && needsAvx(target)) {
      Optional<String> old = tooOldForAvx(program.get());
      if (old.isPresent()) {
        return Launch.skipped(old.get());
      }
    }
    List<String> prefix = new ArrayList<>();
    prefix.add(program.get().toString());
    List<String> options = words(target.qemu().orElse(""));
    prefix.addAll(options);
    if (!isHost(built) && !options.contains("-L") && tools.variable("QEMU_LD_PREFIX").isEmpty()) {
      sysroot(built).ifPresent(root -> prefix.addAll(List.of("-L", root.toString())));
    }
    return new Launch(Launch.Way.QEMU, prefix, "");
  }

  /** Where the distributions' cross compilers keep the C library. */
  private static Optional<Path> sysroot(Classifier built) {
    return built.gnuTriple().map(triple -> Path.of("/usr", triple)).filter(Files::isDirectory);
  }

  private static boolean needsAvx(Target target) {
    return target.cpu().stream()
        .map(CpuFeatures::plain)
        .anyMatch(f -> f.startsWith("avx") || f.equals("fma") || f.equals("f16c"));
  }

  /** Before 7.2 QEMU had no AVX: programs would end with an illegal instruction. */
  private static Optional<String> tooOldForAvx(Path qemu) {
    Optional<Version> version = Optional.empty();
    try {
      CommandResult answer =
          Commands.quiet().run(Path.of("").toAbsolutePath(), qemu, List.of("--version"));
      version = Version.in(answer.text());
    } catch (NativeBuildException e) {
      return Optional.of(qemu + " cannot be run: " + e.getMessage());
    }
    return version
        .filter(v -> v.compareTo(Version.of(7, 2)) < 0)
        .map(v -> qemu + " " + v + " does not emulate AVX; 7.2 does");
  }

  private Launch model(Target target) {
    if (target.model().isEmpty()) {
      return Launch.skipped("target " + target.name() + " has no functional model");
    }
    return new Launch(Launch.Way.MODEL, List.of(), "");
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(w -> !w.isEmpty()).toList();
  }

  /**
   * Runs a program to its end.
   *
   * @param launch how; must run
   * @param program its path
   * @param arguments its arguments
   * @param commands time limit and log
   * @throws NativeBuildException if it cannot be started or takes too long
   */
  public static CommandResult run(
      Launch launch, Path program, List<String> arguments, Commands commands) {
    if (!launch.runs()) {
      throw new IllegalArgumentException(launch.description());
    }
    List<String> command = launch.command(program.toAbsolutePath(), arguments);
    return commands.run(
        program.toAbsolutePath().getParent(),
        Path.of(command.get(0)),
        command.subList(1, command.size()));
  }
}
