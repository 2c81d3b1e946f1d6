package io.exo4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.maven.KernelSources.KernelFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.codehaus.plexus.configuration.DefaultPlexusConfiguration;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.junit.jupiter.api.Test;

class ScheduleParamsTest {
  private static final PlexusConfiguration POM = pom();

  private static PlexusConfiguration pom() {
    DefaultPlexusConfiguration pom = new DefaultPlexusConfiguration("params");
    pom.addChild("sgemm.MR", "8");
    pom.addChild("sgemm.NR", "16");
    return pom;
  }

  @Test
  void theCommandLineGoesBeforeThePom() throws MojoFailureException {
    assertThat(ScheduleParams.of(null, Optional.empty())).isEmpty();
    assertThat(ScheduleParams.of(POM, Optional.empty()))
        .isEqualTo(Map.of("sgemm.MR", "8", "sgemm.NR", "16"));
    assertThat(ScheduleParams.of(POM, Optional.of("sgemm.MR=4, other.X = a ")))
        .isEqualTo(Map.of("sgemm.MR", "4", "sgemm.NR", "16", "other.X", "a"));
  }

  @Test
  void whatIsNoListIsSaid() {
    assertThatThrownBy(() -> ScheduleParams.of(null, Optional.of("sgemm.MR")))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("sgemm.MR=8");
  }

  @Test
  void theFileMustExist() throws MojoFailureException {
    List<KernelFile> files = List.of(new KernelFile(Path.of("x"), "blas/sgemm.yaml", new byte[0]));
    ScheduleParams.requireFiles(Map.of("sgemm.MR", "8"), files);
    assertThatThrownBy(() -> ScheduleParams.requireFiles(Map.of("sgem.MR", "8"), files))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("did you mean 'sgemm'?");
  }
}
