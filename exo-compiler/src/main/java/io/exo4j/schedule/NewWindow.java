package io.exo4j.schedule;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import java.util.Optional;

/**
 * A window of a buffer, {@code x[0:n, i]}: given as such, or as text whose names are looked up at
 * the place where the directive uses it ({@link Context#window}).
 *
 * @param window the window, if it is one
 * @param text the text otherwise
 * @param span where it was written
 */
public record NewWindow(Optional<Expr.Window> window, String text, SourceSpan span) {
  /** A window. */
  public static NewWindow of(Expr.Window window) {
    return new NewWindow(Optional.of(window), "", SourceSpan.NONE);
  }

  /** Text. */
  public static NewWindow of(String text) {
    return new NewWindow(Optional.empty(), text, SourceSpan.NONE);
  }

  @Override
  public String toString() {
    return window.map(w -> Printer.print((Expr) w)).orElse(text);
  }
}
