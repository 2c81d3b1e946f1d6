package io.exo4j.check;

import io.exo4j.ir.Config;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;

/**
 * A kind of thing that a module declares.
 *
 * @param noun what messages call it
 * @param type its class in the IR
 */
record Kind<T>(String noun, Class<T> type) {
  static final Kind<Proc> PROC = new Kind<>("procedure", Proc.class);
  static final Kind<Config> CONFIG = new Kind<>("configuration", Config.class);
  static final Kind<Memory> MEMORY = new Kind<>("memory", Memory.class);
  static final Kind<Extern> EXTERN = new Kind<>("function", Extern.class);
  static final Kind<Target> TARGET = new Kind<>("target", Target.class);

  /** Of a name that should have been imported from a module with errors. */
  static final Kind<Void> UNKNOWN = new Kind<>("name", Void.class);

  /** The noun with its article. */
  String aNoun() {
    return "a " + noun;
  }
}
