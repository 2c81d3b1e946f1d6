package io.exo4j.cursor;

import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.Sym;
import java.util.List;
import java.util.Optional;

/** Small questions about statements. */
public final class Stmts {
  private Stmts() {}

  /** The block of a loop or {@code if} for a branch; empty for every other statement. */
  public static List<Stmt> block(Stmt s, Branch branch) {
    return s.accept(
        new StmtDefault<List<Stmt>>() {
          @Override
          protected List<Stmt> other(Stmt o) {
            return List.of();
          }

          @Override
          public List<Stmt> ifStmt(Stmt.If i) {
            return branch == Branch.BODY ? i.then() : i.orelse();
          }

          @Override
          public List<Stmt> forStmt(Stmt.For f) {
            return branch == Branch.BODY ? f.body() : List.of();
          }
        });
  }

  /** A loop or {@code if} with another block. */
  public static Stmt withBlock(Stmt s, Branch branch, List<Stmt> block) {
    return s.accept(
        new StmtDefault<Stmt>() {
          @Override
          protected Stmt other(Stmt o) {
            throw new IllegalArgumentException("has no block: " + describe(o));
          }

          @Override
          public Stmt ifStmt(Stmt.If i) {
            return branch == Branch.BODY
                ? new Stmt.If(i.id(), i.cond(), block, i.orelse(), i.span())
                : new Stmt.If(i.id(), i.cond(), i.then(), block, i.span());
          }

          @Override
          public Stmt forStmt(Stmt.For f) {
            return new Stmt.For(f.id(), f.iter(), f.lo(), f.hi(), f.mode(), block, f.span());
          }
        });
  }

  /** The symbol that a statement brings into the scope of what follows it in its block. */
  public static Optional<Sym> declares(Stmt s) {
    return s.accept(
        new StmtDefault<Optional<Sym>>() {
          @Override
          protected Optional<Sym> other(Stmt o) {
            return Optional.empty();
          }

          @Override
          public Optional<Sym> alloc(Stmt.Alloc a) {
            return Optional.of(a.buf());
          }

          @Override
          public Optional<Sym> window(Stmt.WindowStmt w) {
            return Optional.of(w.name());
          }
        });
  }

  /** What kind of statement it is, for messages: {@code the loop 'for i in …'}. */
  public static String describe(Stmt s) {
    return s.accept(
        new Stmt.Visitor<String>() {
          @Override
          public String assign(Stmt.Assign a) {
            return "an assignment to " + a.buf();
          }

          @Override
          public String reduce(Stmt.Reduce r) {
            return "a reduction into " + r.buf();
          }

          @Override
          public String writeConfig(Stmt.WriteConfig w) {
            return "a write of " + w.config().name() + "." + w.field();
          }

          @Override
          public String pass(Stmt.Pass p) {
            return "a pass";
          }

          @Override
          public String ifStmt(Stmt.If i) {
            return "an if";
          }

          @Override
          public String forStmt(Stmt.For f) {
            return "the loop " + f.iter();
          }

          @Override
          public String alloc(Stmt.Alloc a) {
            return "the allocation of " + a.buf();
          }

          @Override
          public String call(Stmt.Call c) {
            return "a call of " + c.callee().name();
          }

          @Override
          public String window(Stmt.WindowStmt w) {
            return "the window " + w.name();
          }
        });
  }
}
