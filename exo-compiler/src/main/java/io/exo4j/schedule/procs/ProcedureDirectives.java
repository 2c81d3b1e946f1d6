package io.exo4j.schedule.procs;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;

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
}
