package io.exo4j.nativebuild.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
  @Test
  void aPackageIsMadeOfGroupAndArtifact() {
    assertThat(ProjectSettings.defaultPackage("com.acme", "my-kernels"))
        .isEqualTo("com.acme.my.kernels");
    assertThat(ProjectSettings.defaultPackage("com.acme", "2-fast")).isEqualTo("com.acme._2.fast");
    assertThat(ProjectSettings.defaultPackage("com.native", "x")).isEqualTo("com.native_.x");
  }

  @Test
  void aPackageMustBeOne() {
    assertThatThrownBy(() -> new ProjectSettings("g", "a", "1", "com..acme", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'com..acme' is not the name of a Java package");
  }

  @Test
  void aSetIsCalledAsItsFile() {
    assertThat(new KernelSet("blas/sgemm.exo", List.of()).name()).isEqualTo("sgemm");
    assertThat(new KernelSet("vec-add.v2.yaml", List.of()).name()).isEqualTo("vec_add_v2");
    assertThat(new KernelSet("3d.exo", List.of()).name()).isEqualTo("_3d");
  }
}
