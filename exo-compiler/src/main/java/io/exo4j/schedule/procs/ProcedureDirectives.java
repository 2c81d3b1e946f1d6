package io.exo4j.schedule.procs;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;
import java.util.Optional;

/** Directives: calls, instructions and the procedure as a whole. */
public final class ProcedureDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(
        AddAssertion.class,
        CallEqv.class,
        ExtractSubproc.class,
        Inline.class,
        InsertNoopCall.class,
        MakeInstr.class,
        PartialEval.class,
        Rename.class,
        Replace.class,
        ReplaceAll.class,
        UnsafeAssertEq.class);
  }

  @Override
  public Optional<Class<? extends Directive>> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "add_assertion" -> AddAssertion.class;
          case "call_eqv" -> CallEqv.class;
          case "extract_subproc" -> ExtractSubproc.class;
          case "inline" -> Inline.class;
          case "insert_noop_call" -> InsertNoopCall.class;
          case "make_instr" -> MakeInstr.class;
          case "partial_eval" -> PartialEval.class;
          case "rename" -> Rename.class;
          case "replace" -> Replace.class;
          case "replace_all" -> ReplaceAll.class;
          case "unsafe_assert_eq" -> UnsafeAssertEq.class;
          default -> null;
        });
  }
}
