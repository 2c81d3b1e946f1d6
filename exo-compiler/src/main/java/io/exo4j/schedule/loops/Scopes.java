package io.exo4j.schedule.loops;

import io.exo4j.cursor.Place;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What statements declare for those that follow them. */
final class Scopes {
  private Scopes() {}

  /** Refuses if what follows the statements in their block uses a name that they declare. */
  static void closed(Context context, List<Stmt> stmts) {
    Place last = context.index().place(stmts.get(stmts.size() - 1).id());
    Set<Sym> declared = new HashSet<>();
    for (Stmt s : stmts) {
      Stmts.declares(s).ifPresent(declared::add);
    }
    Set<Sym> used = Names.free(last.rest());
    Optional<Sym> escaping = declared.stream().filter(used::contains).findFirst();
    if (escaping.isPresent()) {
      throw context.refuse(
          stmts.get(0),
          "'" + escaping.get() + "' is declared here and used after these statements");
    }
  }
}
