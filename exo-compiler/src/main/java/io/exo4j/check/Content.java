package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import java.util.List;
import java.util.Optional;

/** What a name stands for. One object for one declaration, however often it is imported. */
interface Content {
  /** The thing; absent if it has errors. */
  Optional<?> thing();

  /** The errors in it that nobody was told of before the thing was asked for. */
  List<Diagnostic> errors();

  /** Whether it is known, without a look at it, that it has errors. */
  boolean isBroken();

  /** A thing that was read with its file; absent if it has errors. */
  static Content of(Optional<?> thing) {
    return new Content() {
      @Override
      public Optional<?> thing() {
        return thing;
      }

      @Override
      public List<Diagnostic> errors() {
        return List.of();
      }

      @Override
      public boolean isBroken() {
        return thing.isEmpty();
      }
    };
  }
}
