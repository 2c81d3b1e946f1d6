package io.exo4j.nativebuild.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** What the native tests of kernels found, as their reports ({@code TEST-exo.KERNEL.xml}) say. */
public final class TestOutcomes {
  private static final String PREFIX = "TEST-exo.";

  /**
   * One test.
   *
   * @param kernel the kernel
   * @param title variant and cases
   * @param outcome {@code passed}, or what was wrong, or why it was not run
   * @param failed whether it failed
   * @param seconds how long it took
   */
  public record Outcome(
      String kernel, String title, String outcome, boolean failed, String seconds) {}

  private TestOutcomes() {}

  /**
   * Reads the reports in a directory; there are none if it does not exist. A report that is damaged
   * is left out.
   */
  public static List<Outcome> in(Path directory) throws IOException {
    List<Outcome> out = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.sorted().toList()) {
          String name = file.getFileName().toString();
          if (name.startsWith(PREFIX) && name.endsWith(".xml")) {
            read(file, name.substring(PREFIX.length(), name.length() - 4), out);
          }
        }
      }
    }
    return out;
  }

  private static void read(Path file, String kernel, List<Outcome> out) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // says nothing; the exception does
      NodeList cases = builder.parse(file.toFile()).getElementsByTagName("testcase");
      for (int i = 0; i < cases.getLength(); i++) {
        Element test = (Element) cases.item(i);
        boolean failed = message(test, "failure").length() + message(test, "error").length() > 0;
        String why = message(test, "failure") + message(test, "error") + message(test, "skipped");
        out.add(
            new Outcome(
                kernel,
                test.getAttribute("name"),
                why.isEmpty() ? "passed" : why,
                failed,
                test.getAttribute("time")));
      }
    } catch (SAXException | ParserConfigurationException e) {
      out.add(new Outcome(kernel, file.getFileName().toString(), "cannot be read", true, ""));
    }
  }

  private static String message(Element test, String child) {
    NodeList found = test.getElementsByTagName(child);
    return found.getLength() == 0
        ? ""
        : child + ": " + ((Element) found.item(0)).getAttribute("message");
  }
}
