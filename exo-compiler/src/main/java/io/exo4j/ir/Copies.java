package io.exo4j.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Alpha-renamed copies: every statement gets a new id, every name bound inside a new symbol. */
public final class Copies {
  private Copies() {}

  /** A copy of a block that shares no statement and no bound symbol with it. */
  public static List<Stmt> of(List<Stmt> block) {
    return new Fresh().stmts(block);
  }

  /** A copy of a procedure that shares no statement and no symbol with it. */
  public static Proc of(Proc proc) {
    return new Fresh().rewrite(proc);
  }

  private static final class Fresh extends Rewriter {
    private final Map<Sym, Sym> renamed = new HashMap<>();

    @Override
    protected StmtId id(StmtId id) {
      return new StmtId();
    }

    @Override
    protected Sym binder(Sym sym) {
      Sym fresh = sym.fresh();
      renamed.put(sym, fresh);
      return fresh;
    }

    @Override
    protected Sym use(Sym sym) {
      return renamed.getOrDefault(sym, sym);
    }
  }
}
