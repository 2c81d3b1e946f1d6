package io.exo4j.maven;

import io.exo4j.nativebuild.test.NativeTestRun;
import io.exo4j.nativebuild.test.NativeTestSetup;
import io.exo4j.nativebuild.test.SurefireReports;
import io.exo4j.nativebuild.test.TestFilter;
import io.exo4j.nativebuild.test.TestResult;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs the native tests that {@code exo:native-test-compile} built: on this CPU where it has what a
 * variant needs, else under Intel SDE, QEMU or on a functional model. What can be run nowhere is
 * skipped, with the reason. Reports are written as Maven Surefire writes them.
 *
 * @since 0.1.0
 */
@Mojo(name = "native-test", defaultPhase = LifecyclePhase.TEST, threadSafe = true)
public class NativeTestMojo extends AbstractExoMojo {

  /**
   * Which tests are run: {@code kernel} or {@code kernel#variant}, separated by commas; {@code *}
   * and {@code ?} stand for any characters and any character. All if empty.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.test")
  private String test;

  /**
   * Runs no native tests; {@code skipTests} and {@code maven.test.skip} are obeyed, too.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.skipTests", defaultValue = "false")
  private boolean skipTests;

  /**
   * Does not fail the build when a native test fails; {@code maven.test.failure.ignore} is obeyed,
   * too.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.testFailureIgnore", defaultValue = "false")
  private boolean testFailureIgnore;

  /**
   * Where the reports are written.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "exo.reportsDirectory",
      defaultValue = "${project.build.directory}/surefire-reports")
  private File reportsDirectory;

  /**
   * How many seconds all native tests may take.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.timeout", defaultValue = "1800")
  private long timeout;

  @Override
  protected void run() throws MojoExecutionException, MojoFailureException {
    TestProperties properties = new TestProperties(session, project);
    if (skipTests || properties.skips()) {
      getLog().info("Native tests are skipped");
      return;
    }
    try {
      Optional<NativeTestSetup> setup =
          NativeTestSetup.read(NativeDirectories.testSetup(workDirectory));
      if (setup.isEmpty() || setup.get().entries().isEmpty()) {
        if (reportsDirectory.isDirectory()) {
          SurefireReports.write(List.of(), reportsDirectory.toPath(), true);
        }
        getLog().info("No native tests");
        return;
      }
      TestFilter filter = test == null ? TestFilter.all() : TestFilter.parse(test);
      List<TestResult> results =
          NativeTestRun.run(
              setup.get(), filter, Duration.ofSeconds(timeout), line -> getLog().debug(line));
      SurefireReports.write(results, reportsDirectory.toPath(), filter.matchesAll());
      report(results);
      if (results.stream().anyMatch(r -> r.failure().isPresent())) {
        String message = "There are failing native tests; see " + reportsDirectory;
        if (!testFailureIgnore && !properties.ignoresFailures()) {
          throw new MojoFailureException(message);
        }
        getLog().error(message);
      }
    } catch (NativeBuildException e) {
      throw new MojoFailureException(e.getMessage(), e);
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read or write a file: " + e, e);
    }
  }

  private void report(List<TestResult> results) {
    if (results.isEmpty()) {
      getLog().warn("No native test matches " + test);
      return;
    }
    Map<String, List<TestResult>> byKernel = new LinkedHashMap<>();
    results.forEach(
        r -> byKernel.computeIfAbsent(r.test().kernel(), k -> new ArrayList<>()).add(r));
    byKernel.forEach(this::kernel);
    String summary = "Native tests run: " + counts(results);
    if (results.stream().anyMatch(r -> r.failure().isPresent())) {
      getLog().error(summary);
    } else {
      getLog().info(summary);
    }
  }

  private void kernel(String name, List<TestResult> results) {
    for (TestResult r : results) {
      r.test()
          .skipped()
          .ifPresent(reason -> getLog().warn("Skipped: " + name + " " + r.title() + ": " + reason));
      r.failure()
          .ifPresent(
              failure -> {
                getLog().error("FAILED: " + name + " " + r.title() + ": " + failure);
                getLog().error("  again: " + r.rerun());
              });
    }
    getLog().info("Tests run: " + counts(results) + " - in exo." + name);
  }

  private static String counts(List<TestResult> results) {
    return String.format(
        Locale.ROOT,
        "%d, Failures: %d, Errors: 0, Skipped: %d, Time elapsed: %.3f s",
        results.size(),
        results.stream().filter(r -> r.failure().isPresent()).count(),
        results.stream().filter(TestResult::skipped).count(),
        results.stream().mapToDouble(TestResult::seconds).sum());
  }
}
