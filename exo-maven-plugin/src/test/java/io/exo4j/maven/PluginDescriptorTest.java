package io.exo4j.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What every goal owes its user, held for all of them: also for the next one. */
class PluginDescriptorTest {

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static String text(Element parent, String name) {
    List<Element> found = elements(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  private static List<Element> ownGoals() throws Exception {
    try (InputStream in =
        PluginDescriptorTest.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
      Element root =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in).getDocumentElement();
      assertThat(text(root, "goalPrefix")).isEqualTo("exo");
      return elements(root, "mojo").stream()
          .filter(mojo -> !text(mojo, "goal").equals("help"))
          .toList();
    }
  }

  @Test
  void everyGoalIsThreadSafeAndDocumentedAndCanBeSkipped() throws Exception {
    assertThat(ownGoals()).isNotEmpty();
    for (Element mojo : ownGoals()) {
      String goal = text(mojo, "goal");
      assertThat(text(mojo, "threadSafe")).as(goal).isEqualTo("true");
      assertThat(text(mojo, "description")).as(goal).isNotBlank();
      assertThat(text(mojo, "since")).as(goal).isNotBlank();
      assertThat(elements(mojo, "executePhase")).as(goal + " forks no lifecycle").isEmpty();
      assertThat(elements(mojo, "parameter").stream().map(p -> text(p, "name")))
          .as(goal)
          .contains("skip");
    }
  }

  @Test
  void everyParameterIsDocumentedAndHasAProperty() throws Exception {
    for (Element mojo : ownGoals()) {
      Element configuration = elements(mojo, "configuration").get(0);
      for (Element parameter : elements(mojo, "parameter")) {
        String name = text(parameter, "name");
        if (text(parameter, "editable").equals("true")) {
          String place = text(mojo, "goal") + ":" + name;
          assertThat(text(parameter, "description")).as(place).isNotBlank();
          assertThat(text(parameter, "since")).as(place).isNotBlank();
          assertThat(text(configuration, name)).as(place).startsWith("${exo.");
          // Maven 3.8 cannot make one.
          assertThat(text(parameter, "type")).as(place).isNotEqualTo("java.nio.file.Path");
        }
      }
    }
  }

  @Test
  void theLifecycleNamesGoalsOfThisVersion() throws Exception {
    try (InputStream in =
        PluginDescriptorTest.class.getResourceAsStream("/META-INF/plexus/components.xml")) {
      String components = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(components).doesNotContain("${");
      for (Element mojo : ownGoals()) {
        if (!text(mojo, "phase").isEmpty()) {
          assertThat(components)
              .containsPattern("io\\.exo4j:exo-maven-plugin:[^:]+:" + text(mojo, "goal") + "\\b");
        }
      }
    }
  }
}
