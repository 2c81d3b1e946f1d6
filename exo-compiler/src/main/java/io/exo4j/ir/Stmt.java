package io.exo4j.ir;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Optional;

/** Statements. Each has an identity that survives edits ({@link StmtId}). */
public sealed interface Stmt {
  /** The identity. */
  StmtId id();

  /** Where it was written; {@link SourceSpan#NONE} if a directive made it. */
  SourceSpan span();

  /** Dispatch without a chain of {@code instanceof}. */
  <T> T accept(Visitor<T> visitor);

  /** This statement as one of a kind, if it is; where there is one kind to ask for. */
  default <S extends Stmt> Optional<S> as(Class<S> kind) {
    return kind.isInstance(this) ? Optional.of(kind.cast(this)) : Optional.empty();
  }

  /** One method per kind of statement. */
  interface Visitor<T> {
    /** See {@link Assign}. */
    T assign(Assign s);

    /** See {@link Reduce}. */
    T reduce(Reduce s);

    /** See {@link WriteConfig}. */
    T writeConfig(WriteConfig s);

    /** See {@link Pass}. */
    T pass(Pass s);

    /** See {@link If}. */
    T ifStmt(If s);

    /** See {@link For}. */
    T forStmt(For s);

    /** See {@link Alloc}. */
    T alloc(Alloc s);

    /** See {@link Call}. */
    T call(Call s);

    /** See {@link WindowStmt}. */
    T window(WindowStmt s);
  }

  /** {@code buf[idx] = rhs}; {@code rhs} is converted to the precision of {@code buf}. */
  record Assign(StmtId id, Sym buf, List<Expr> idx, Expr rhs, SourceSpan span) implements Stmt {
    /** Copies the list. */
    public Assign {
      idx = List.copyOf(idx);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.assign(this);
    }
  }

  /** {@code buf[idx] += rhs}. */
  record Reduce(StmtId id, Sym buf, List<Expr> idx, Expr rhs, SourceSpan span) implements Stmt {
    /** Copies the list. */
    public Reduce {
      idx = List.copyOf(idx);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.reduce(this);
    }
  }

  /** {@code config.field = rhs}. */
  record WriteConfig(StmtId id, Config config, String field, Expr rhs, SourceSpan span)
      implements Stmt {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.writeConfig(this);
    }
  }

  /** Does nothing. */
  record Pass(StmtId id, SourceSpan span) implements Stmt {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.pass(this);
    }
  }

  /** {@code if cond: then else: orelse}; {@code orelse} is empty if there is no else. */
  record If(StmtId id, Expr cond, List<Stmt> then, List<Stmt> orelse, SourceSpan span)
      implements Stmt {
    /** Copies the lists. */
    public If {
      then = List.copyOf(then);
      orelse = List.copyOf(orelse);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.ifStmt(this);
    }
  }

  /** {@code for iter in mode(lo, hi): body}, over {@code lo <= iter < hi}. */
  record For(StmtId id, Sym iter, Expr lo, Expr hi, LoopMode mode, List<Stmt> body, SourceSpan span)
      implements Stmt {
    /** Copies the list. */
    public For {
      body = List.copyOf(body);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.forStmt(this);
    }
  }

  /**
   * {@code buf : type @ memory}; the contents are undefined. Its scope is the rest of the block.
   */
  record Alloc(StmtId id, Sym buf, DataType type, Memory memory, SourceSpan span) implements Stmt {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.alloc(this);
    }
  }

  /** {@code callee(args)}; data arguments by reference, control arguments by value. */
  record Call(StmtId id, Proc callee, List<Expr> args, SourceSpan span) implements Stmt {
    /** Copies the list. */
    public Call {
      args = List.copyOf(args);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.call(this);
    }
  }

  /** {@code name = window}: an alias, not a copy. Its scope is the rest of the block. */
  record WindowStmt(StmtId id, Sym name, Expr.Window window, SourceSpan span) implements Stmt {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.window(this);
    }
  }

  /** A new {@code pass}. */
  static Pass pass() {
    return new Pass(new StmtId(), SourceSpan.NONE);
  }
}
