package io.exo4j.check;

import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import java.util.Collection;
import java.util.Optional;

/** The variables that an expression sees. */
interface Variables {
  /** What a name is bound to. */
  Optional<Binding> find(String name);

  /**
   * Told of a name that was reported as unknown; the answer may be a poisoned binding from now on.
   */
  default void silence(String name) {}

  /** All visible names, for "did you mean". */
  Collection<String> names();

  /**
   * A variable.
   *
   * @param sym its symbol
   * @param type its type; absent if its declaration is wrong, which was reported
   */
  record Binding(Sym sym, Optional<Type> type) {
    static Binding of(Sym sym, Type type) {
      return new Binding(sym, Optional.of(type));
    }

    static Binding poison(String name) {
      return new Binding(new Sym(name), Optional.empty());
    }
  }
}
