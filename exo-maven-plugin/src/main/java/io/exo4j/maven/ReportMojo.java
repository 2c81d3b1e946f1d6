package io.exo4j.maven;

import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.nativebuild.report.DerivationReport;
import io.exo4j.nativebuild.report.KernelStory;
import io.exo4j.nativebuild.report.TestOutcomes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/**
 * Writes HTML pages about the kernels: how each came to be, step by step, with the difference that
 * each step made, what had to be proved for it and how long that took; the C; and what the native
 * tests and the benchmarks found, if they have run.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", requiresDependencyCollection = ResolutionScope.COMPILE, threadSafe = true)
public class ReportMojo extends AbstractKernelMojo {

  /**
   * Where the pages are written; {@code index.html} is the first.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "exo.reportDirectory",
      defaultValue = "${project.reporting.outputDirectory}/exo")
  private File reportDirectory;

  /**
   * Where the reports of the native tests are.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "exo.testReportsDirectory",
      defaultValue = "${project.build.directory}/surefire-reports")
  private File testReportsDirectory;

  /**
   * Where {@code exo:bench} wrote its results.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.benchDirectory", defaultValue = "${project.build.directory}/exo-bench")
  private File benchDirectory;

  @Inject
  ReportMojo(DependencyPath dependencies, BuildContext buildContext) {
    super(dependencies, buildContext);
  }

  @Override
  protected void run(List<KernelFile> files)
      throws IOException, MojoExecutionException, MojoFailureException {
    List<KernelStory> stories = compiler(imports(), proofs(), problems()).stories(files);
    Map<String, String> pages =
        DerivationReport.of(
            project.getName(),
            stories,
            TestOutcomes.in(testReportsDirectory.toPath()),
            benchmarks());
    OutputFiles out = new OutputFiles();
    Path directory = reportDirectory.toPath();
    pages.forEach((name, text) -> out.add(directory.resolve(name), text));
    out.write(Map.of());
    getLog().info("Report: " + directory.resolve("index.html"));
  }

  /** What {@code exo:bench} found, by kernel. */
  private Map<String, String> benchmarks() throws IOException {
    Map<String, String> found = new TreeMap<>();
    if (benchDirectory.isDirectory()) {
      try (Stream<Path> files = Files.list(benchDirectory.toPath())) {
        for (Path file : files.toList()) {
          String name = file.getFileName().toString();
          if (name.endsWith(".html")) {
            found.put(name.substring(0, name.length() - ".html".length()), Files.readString(file));
          }
        }
      }
    }
    return found;
  }
}
