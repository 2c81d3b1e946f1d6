package io.exo4j.schedule.loops;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.CursorText;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Copies;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Target;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the loop directives share. */
final class Loops {
  private static final Pattern NEST =
      Pattern.compile("(?<outer>\\w+)\\s+(?<inner>\\w+)\\s*(#\\s*(?<number>\\d{1,6}))?");

  private Loops() {}

  /** A loop with another head; it keeps its identity. */
  static Stmt.For head(Stmt.For loop, Sym iter, Expr lo, Expr hi, List<Stmt> body) {
    return new Stmt.For(loop.id(), iter, lo, hi, loop.mode(), body, loop.span());
  }

  /** A new loop of the same mode. */
  static Stmt.For fresh(Stmt.For like, Sym iter, Expr lo, Expr hi, List<Stmt> body) {
    return new Stmt.For(new StmtId(), iter, lo, hi, like.mode(), body, SourceSpan.NONE);
  }

  static Stmt.If guard(Expr cond, List<Stmt> body) {
    return new Stmt.If(new StmtId(), cond, body, List.of(), SourceSpan.NONE);
  }

  /** A copy of the loop's body that shares nothing with it, for another loop variable. */
  static List<Stmt> copy(Stmt.For loop, Expr iter) {
    return Substitution.in(Copies.of(loop.body()), loop.iter(), iter);
  }

  /**
   * Refuses if the body changes configuration that the expressions read, as they are evaluated
   * anew.
   */
  static void steady(Context context, Stmt.For loop, List<Expr> exprs) {
    context.require(loop, context.proofs().unaffected(exprs, loop.body()));
  }

  /**
   * Refuses if the loop, moved to before a statement around it, may end before it starts: what is
   * known inside of that statement need not hold before it.
   */
  static void inOrder(Context context, Proc version, Stmt.For loop, Stmt outer) {
    OptionalLong lo = loop.lo().asInt();
    OptionalLong hi = loop.hi().asInt();
    if (lo.isEmpty() || hi.isEmpty() || lo.getAsLong() > hi.getAsLong()) {
      context.require(
          loop, context.proofs(version).compare(loop.lo(), BinOp.LE, loop.hi(), outer.id()));
    }
  }

  /** Refuses if the statements use the loop's variable. */
  static void independent(Context context, Stmt.For loop, List<Stmt> stmts) {
    if (Names.free(stmts).contains(loop.iter())) {
      throw context.refuse(loop, "'" + loop.iter() + "' is used in the loop's body");
    }
  }

  /**
   * The outer one of two loops, the second of which is all that the first one's body has: a loop,
   * or two names, {@code i j} or {@code i j #1}.
   */
  static Stmt.For nest(Context context, LoopRef loop) {
    Matcher names = NEST.matcher(loop.target().text().strip());
    if (loop.target().cursor().isPresent() || !names.matches()) {
      return context.loop(loop);
    }
    String inner = names.group("inner");
    List<Stmt.For> found = nests(context, named(loop.target(), names.group("outer")), inner);
    int number = names.group("number") == null ? 0 : Integer.parseInt(names.group("number"));
    if (number >= found.size()) {
      throw context.refuse(
          "there "
              + (found.size() == 1 ? "is only one loop" : "are " + found.size() + " loops")
              + " on '"
              + names.group("outer")
              + "' with just a loop on '"
              + inner
              + "' inside");
    }
    return found.get(number);
  }

  private static Target named(Target target, String name) {
    return new Target(Optional.empty(), name, target.variables(), target.span());
  }

  /** The loops that a target means which have just a loop of that name inside. */
  static List<Stmt.For> nests(Context context, Target outer, String inner) {
    return context.places(outer, CursorText.Names.LOOP).stream()
        .flatMap(c -> c instanceof Cursor.OfStmt s ? Stream.of(s) : Stream.empty())
        .flatMap(c -> context.procedure().stmt(c).as(Stmt.For.class).stream())
        .filter(f -> onlyLoop(f.body()).filter(i -> i.iter().name().equals(inner)).isPresent())
        .toList();
  }

  /** The only statement of a block, if it is a loop. */
  static Optional<Stmt.For> onlyLoop(List<Stmt> block) {
    return block.size() == 1 ? block.get(0).as(Stmt.For.class) : Optional.empty();
  }
}
