package io.exo4j.nativebuild.bindings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaNamesTest {
  @Test
  void namesAreLegalAndDistinct() {
    JavaNames names = new JavaNames(List.of("status"));
    assertThat(names.variable("x")).isEqualTo("x");
    assertThat(names.variable("x")).isEqualTo("x_");
    assertThat(names.variable("class")).isEqualTo("class_");
    assertThat(names.variable("status")).isEqualTo("status_");
    assertThat(names.method("wait")).isEqualTo("wait_");
    assertThat(names.method("true")).isEqualTo("true_");
  }

  @Test
  void classesAreInUpperCamelCase() {
    assertThat(JavaNames.upperCamel("sgemm")).isEqualTo("Sgemm");
    assertThat(JavaNames.upperCamel("vec_add")).isEqualTo("VecAdd");
    assertThat(JavaNames.upperCamel("_3d")).isEqualTo("_3d");
  }

  @Test
  void jniNamesAreEscaped() {
    assertThat(JavaNames.jni("com.acme_x.Sgemm")).isEqualTo("com_acme_1x_Sgemm");
    assertThat(JavaNames.jni("exo_call_a")).isEqualTo("exo_1call_1a");
    assertThat(JavaNames.jni("\u00e9")).isEqualTo("_000e9");
  }
}
