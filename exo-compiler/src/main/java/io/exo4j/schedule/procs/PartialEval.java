package io.exo4j.schedule.procs;

import io.exo4j.cursor.Editor;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.ConstantArgs;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fixes the values of control arguments. */
@DirectiveInfo(
    name = "partial_eval",
    group = Group.PROCEDURES,
    doc =
        "Gives control arguments fixed values and removes them: `{ n: 16 }`, or a list for the first arguments."
            + " A size must be positive, and the assertions must still be satisfiable. The result is not"
            + " equivalent to what it was made from: it has other arguments.")
public record PartialEval(
    @Param(doc = "the values, by name or for the first arguments", wholeArgument = true)
        ConstantArgs values)
    implements Directive {
  /** Fixes the values of arguments. */
  public static PartialEval of(ConstantArgs values) {
    return new PartialEval(values);
  }

  @Override
  public Outcome apply(Context context) {
    Proc proc = context.proc();
    Map<Sym, Expr> fixed = new LinkedHashMap<>();
    if (values.positional().size() > proc.args().size()) {
      throw context.refuse(
          proc.name()
              + " has "
              + proc.args().size()
              + " arguments, but "
              + values.positional().size()
              + " values are given");
    }
    for (int i = 0; i < values.positional().size(); i++) {
      fix(context, proc.args().get(i), values.positional().get(i), fixed);
    }
    for (Map.Entry<String, Expr> e : values.named().entrySet()) {
      fix(context, named(context, e.getKey()), e.getValue(), fixed);
    }
    if (fixed.isEmpty()) {
      throw context.refuse("no value is given");
    }
    Proc edited = new Substitution(fixed, Map.of()).rewrite(proc);
    Proc result =
        edited.withArgs(edited.args().stream().filter(a -> !fixed.containsKey(a.sym())).toList());
    Contracts.satisfiable(context, result, "no arguments satisfy the assertions with these values");
    return Outcome.of(new Editor(result)).asNewClass();
  }

  private static Arg named(Context context, String name) {
    List<String> known = context.proc().args().stream().map(Arg::name).toList();
    return context
        .proc()
        .arg(name)
        .orElseThrow(
            () ->
                context.refuse(
                    context.proc().name()
                        + " has no argument '"
                        + name
                        + "'"
                        + Suggest.didYouMean(name, known).map(h -> "; " + h).orElse("")));
  }

  private static void fix(Context context, Arg a, Expr value, Map<Sym, Expr> fixed) {
    Optional<ControlType> type = a.type().asControl();
    if (type.isEmpty()) {
      throw context.refuse("'" + a.name() + "' is data: only control arguments can be fixed");
    }
    boolean bool = value.asBool().isPresent();
    if (bool != (type.get() == ControlType.BOOL)) {
      throw context.refuse(
          "'" + a.name() + "' is of type " + type.get() + ", not " + (bool ? "bool" : "int"));
    }
    if (type.get() == ControlType.SIZE && value.asInt().orElse(0) <= 0) {
      throw context.refuse(
          "'" + a.name() + "' is a size and must be positive, not " + Printer.print(value));
    }
    fixed.put(a.sym(), value);
  }
}
