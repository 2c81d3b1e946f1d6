package io.exo4j.check;

import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What a fragment of code sees at the place where it is to go.
 *
 * @param visible the variables by the names under which the procedure prints them there; of several
 *     with one name, the innermost
 * @param env what they are
 * @param module procedures, configurations and functions
 */
public record FragmentScope(Map<String, Sym> visible, TypeEnv env, ModuleScope module) {
  /** Copies the map. */
  public FragmentScope {
    visible = Map.copyOf(visible);
  }

  Variables variables() {
    return new Variables() {
      @Override
      public Optional<Binding> find(String name) {
        return Optional.ofNullable(visible.get(name))
            .map(sym -> new Binding(sym, env.type(sym)))
            .filter(b -> b.type().isPresent());
      }

      @Override
      public Collection<String> names() {
        return visible.keySet();
      }
    };
  }

  Namespace names(Reporter reporter) {
    return new Namespace(module.entries(), name -> false, reporter);
  }
}
