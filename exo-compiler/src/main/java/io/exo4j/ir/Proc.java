package io.exo4j.ir;

import io.exo4j.diagnostics.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A procedure.
 *
 * @param name its name
 * @param args the formal arguments
 * @param preds what callers promise: boolean control expressions over the arguments and
 *     configuration
 * @param body at least one statement
 * @param instr present if the procedure is a hardware instruction; the body is then its meaning
 * @param doc the documentation string
 * @param exported false if it was declared {@code @proc(export=False)}
 * @param span where it was declared
 */
public record Proc(
    String name,
    List<Arg> args,
    List<Expr> preds,
    List<Stmt> body,
    Optional<InstrTemplate> instr,
    Optional<String> doc,
    boolean exported,
    SourceSpan span) {
  /** Copies the lists. */
  public Proc {
    args = List.copyOf(args);
    preds = List.copyOf(preds);
    body = List.copyOf(body);
  }

  /** The same procedure under another name. */
  public Proc withName(String newName) {
    return new Proc(newName, args, preds, body, instr, doc, exported, span);
  }

  /** The same procedure with another body. */
  public Proc withBody(List<Stmt> newBody) {
    return new Proc(name, args, preds, newBody, instr, doc, exported, span);
  }

  /** The same procedure with other arguments. */
  public Proc withArgs(List<Arg> newArgs) {
    return new Proc(name, newArgs, preds, body, instr, doc, exported, span);
  }

  /** The same procedure with another type or memory of an argument. */
  public Proc withArg(Arg changed) {
    List<Arg> newArgs = new ArrayList<>();
    for (Arg a : args) {
      newArgs.add(a.sym() == changed.sym() ? changed : a);
    }
    return withArgs(newArgs);
  }

  /** The same procedure with other assertions. */
  public Proc withPreds(List<Expr> newPreds) {
    return new Proc(name, args, newPreds, body, instr, doc, exported, span);
  }

  /** The same procedure as an instruction, or as an ordinary procedure. */
  public Proc withInstr(Optional<InstrTemplate> newInstr) {
    return new Proc(name, args, preds, body, newInstr, doc, exported, span);
  }

  /** The argument with that name, if there is one. */
  public Optional<Arg> arg(String argName) {
    return args.stream().filter(a -> a.name().equals(argName)).findFirst();
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
