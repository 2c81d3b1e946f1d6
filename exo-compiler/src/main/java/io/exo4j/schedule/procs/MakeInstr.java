package io.exo4j.schedule.procs;

import io.exo4j.ir.InstrTemplate;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.Optional;

/** Makes a procedure a hardware instruction. */
@DirectiveInfo(
    name = "make_instr",
    group = Group.PROCEDURES,
    doc =
        "Makes the procedure an instruction: calls of it become the given C text, and its body is the meaning "
            + "of that text. It stays equivalent to what it was made from.")
public record MakeInstr(
    @Param(
            doc = "C text; `{x}`, `{x_data}` and `{x_int}` stand for an argument",
            text = Param.Text.TEXT)
        String instr,
    @Param(
            doc = "text that the C file needs once, e.g. an include",
            text = Param.Text.TEXT,
            def = "")
        String global)
    implements Directive {
  /** Makes the procedure an instruction. */
  public static MakeInstr of(String instr, String global) {
    return new MakeInstr(instr, global);
  }

  @Override
  public Outcome apply(Context context) {
    InstrTemplate template = new InstrTemplate(instr, global);
    return Outcome.of(context.edit().updateProc(p -> p.withInstr(Optional.of(template))));
  }
}
