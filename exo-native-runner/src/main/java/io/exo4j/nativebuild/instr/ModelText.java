package io.exo4j.nativebuild.instr;

import io.exo4j.check.ModuleScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Finds the header of a functional model among the resources. */
final class ModelText {
  private ModelText() {}

  /** The text of a header that lies beside a module, or that a target names in full. */
  static Optional<String> beside(ModuleScope module, String name) {
    String file = module.file().name();
    String directory = file.substring(0, file.lastIndexOf('/') + 1);
    for (String place : List.of(directory + name, "exo/" + directory + name, "exo/" + name, name)) {
      try (InputStream in = loader().getResourceAsStream(place)) {
        if (in != null) {
          return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.empty();
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? ModelText.class.getClassLoader() : context;
  }
}
