package io.exo4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.DirectiveSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class JsonSchemaTest {
  private final DirectiveRegistry registry = DirectiveRegistry.load();
  private final String text = JsonSchema.generate(registry);

  @Test
  void describesEveryDirective() {
    // JSON is YAML
    Map<String, Object> schema = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    Map<?, ?> definitions = (Map<?, ?>) schema.get("definitions");
    for (DirectiveSpec d : registry.all()) {
      assertThat(definitions.containsKey(d.name())).as(d.name()).isTrue();
      assertMentions(d.name());
      d.aliases().forEach(this::assertMentions);
      d.params().stream().filter(p -> !p.wholeArgument()).forEach(p -> assertMentions(p.name()));
    }
    assertMentions("variant_of");
    assertMentions("repeat");
    assertThat(text.endsWith("}\n")).isTrue();
  }

  private void assertMentions(String key) {
    assertThat(text.contains("\"" + key + "\":")).as(key).isTrue();
  }

  @Test
  void isTheSameEachTime() {
    assertThat(JsonSchema.generate(DirectiveRegistry.load())).isEqualTo(text);
  }
}
