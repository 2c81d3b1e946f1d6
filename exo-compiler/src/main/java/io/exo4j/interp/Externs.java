package io.exo4j.interp;

import io.exo4j.ir.Extern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Finds what an extern means: first the {@link ExternSemantics} of the options or of the class
 * path, then the externs of the standard library, then, where the C template is a plain call of a
 * function of {@code math.h}, the equal method of {@link Math}.
 */
final class Externs {
  private final InterpreterOptions options;
  private Optional<List<ExternSemantics>> loaded = Optional.empty();

  Externs(InterpreterOptions options) {
    this.options = options;
  }

  Optional<ExternFunction> find(Extern extern, Extern.Overload overload) {
    for (ExternSemantics s : semantics()) {
      Optional<ExternFunction> f = s.find(extern, overload);
      if (f.isPresent()) {
        return f;
      }
    }
    return BuiltinExterns.find(extern).or(() -> MathLibrary.find(overload));
  }

  private List<ExternSemantics> semantics() {
    if (loaded.isEmpty()) {
      loaded =
          options
              .externs()
              .or(
                  () -> {
                    List<ExternSemantics> found = new ArrayList<>();
                    for (ExternSemantics e : ServiceLoader.load(ExternSemantics.class)) {
                      found.add(e);
                    }
                    return Optional.of(found);
                  });
    }
    return loaded.get();
  }

  /** What to say where there is no meaning. */
  static String unknown(Extern extern, Extern.Overload overload) {
    return "calls "
        + extern.name()
        + overload.params()
        + ", whose meaning is not known here; provide a service "
        + ExternSemantics.class.getName()
        + " that finds it";
  }
}
