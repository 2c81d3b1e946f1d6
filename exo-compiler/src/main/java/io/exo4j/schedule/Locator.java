package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.CursorCode;
import io.exo4j.cursor.CursorText;
import io.exo4j.cursor.CursorText.Names;
import io.exo4j.cursor.Navigator;
import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up the places that a directive's parameters mean, in one version of a procedure. */
final class Locator {
  private final Procedure procedure;

  Locator(Procedure procedure) {
    this.procedure = procedure;
  }

  /** All places that a target means, live in this version. */
  List<Cursor> all(Target t, Names names) {
    if (t.cursor().isPresent()) {
      return List.of(procedure.forward(t.cursor().get()));
    }
    Map<String, Cursor> live = new LinkedHashMap<>();
    // only what the text mentions: another variable may be dead by now
    for (Map.Entry<String, Cursor> e : t.variables().entrySet()) {
      if (t.text().contains("$" + e.getKey())) {
        live.put(e.getKey(), procedure.forward(e.getValue()));
      }
    }
    return new CursorText(procedure.index(), live, t.span()).all(t.text(), names);
  }

  Cursor first(Target t, Names names) {
    return all(t, names).get(0);
  }

  /** The statement that a target means; a block of one counts as its statement. */
  Stmt stmt(Target t, Names names, String wanted) {
    return first(t, names)
        .accept(
            new Wrong<Stmt>(t, wanted) {
              @Override
              public Stmt stmt(Cursor.OfStmt c) {
                return procedure.index().stmt(c.id());
              }

              @Override
              public Stmt block(Cursor.OfBlock c) {
                return c.members().size() == 1 ? procedure.index().stmt(c.first()) : super.block(c);
              }
            });
  }

  /** The statement of a kind that a target means. */
  <T extends Stmt> T stmt(Target t, Names names, Class<T> kind, String wanted) {
    Stmt s = stmt(t, names, wanted);
    return s.as(kind)
        .orElseThrow(
            () -> {
              String found = Stmts.describe(s);
              return wrong(t, wanted, found);
            });
  }

  /** The neighbouring statements that a target means. */
  List<Stmt> block(Target t) {
    return first(t, Names.STATEMENT)
        .accept(
            new Wrong<List<Stmt>>(t, "one or more statements") {
              @Override
              public List<Stmt> stmt(Cursor.OfStmt c) {
                return List.of(procedure.index().stmt(c.id()));
              }

              @Override
              public List<Stmt> block(Cursor.OfBlock c) {
                return procedure.index().contiguous(c).orElseThrow();
              }
            });
  }

  /**
   * The gap that a target means; a statement or block stands for the place behind it if {@code
   * lenient}.
   */
  Cursor.Gap gap(Target t, boolean lenient) {
    return first(t, Names.STATEMENT)
        .accept(
            new Wrong<Cursor.Gap>(t, "a place between statements (….before or ….after)") {
              @Override
              public Cursor.Gap gap(Cursor.Gap c) {
                return c;
              }

              @Override
              public Cursor.Gap stmt(Cursor.OfStmt c) {
                return lenient ? new Cursor.Gap(c.id(), Cursor.Side.AFTER) : super.stmt(c);
              }

              @Override
              public Cursor.Gap block(Cursor.OfBlock c) {
                return lenient ? new Cursor.Gap(c.last(), Cursor.Side.AFTER) : super.block(c);
              }
            });
  }

  /** The expressions that a target means. */
  List<ExprPlace> exprs(Target t) {
    List<ExprPlace> out = new ArrayList<>();
    for (Cursor c : all(t, Names.EXPRESSION)) {
      out.add(c.accept(new ToExpr(t)));
    }
    return out;
  }

  private final class ToExpr extends Wrong<ExprPlace> {
    ToExpr(Target t) {
      super(t, "an expression");
    }

    @Override
    public ExprPlace expr(Cursor.OfExpr c) {
      return new ExprPlace(
          c, procedure.index().stmt(c.stmt()), procedure.index().expr(c).orElseThrow());
    }
  }

  /** The buffer that a target means: an argument of that name, or an allocation. */
  BufferPlace buffer(Target t) {
    Optional<BufferPlace> arg =
        t.cursor().isPresent() ? Optional.empty() : bufferArg(t.text().strip());
    if (arg.isPresent()) {
      return arg.get();
    }
    return first(t, Names.ALLOC)
        .accept(
            new Wrong<BufferPlace>(t, "an allocation or a buffer argument") {
              @Override
              public BufferPlace arg(Cursor.Arg c) {
                Optional<BufferPlace> b = bufferArg(c.sym().name());
                return b.orElseGet(() -> super.arg(c));
              }

              @Override
              public BufferPlace stmt(Cursor.OfStmt c) {
                return procedure
                    .index()
                    .stmt(c.id())
                    .as(Stmt.Alloc.class)
                    .map(BufferPlace::of)
                    .orElseGet(() -> super.stmt(c));
              }

              @Override
              public BufferPlace block(Cursor.OfBlock c) {
                return c.members().size() == 1
                    ? stmt(new Cursor.OfStmt(c.first()))
                    : super.block(c);
              }
            });
  }

  private Optional<BufferPlace> bufferArg(String name) {
    Optional<Arg> arg = procedure.proc().arg(name);
    Optional<DataType> type = arg.flatMap(a -> a.type().asData());
    return type.map(d -> BufferPlace.of(arg.get(), d));
  }

  /** Near spellings for a name of a buffer. */
  Optional<String> similarBuffer(String name) {
    List<String> known = new ArrayList<>();
    for (Arg a : procedure.proc().args()) {
      known.add(a.name());
    }
    for (Stmt s : procedure.index().statements()) {
      Stmts.declares(s).ifPresent(sym -> known.add(sym.name()));
    }
    return Suggest.didYouMean(name, known);
  }

  static SchedulingException wrong(Target t, String wanted, String found) {
    return new SchedulingException(
        Diagnostic.error(
            CursorCode.WRONG_KIND,
            t.span(),
            "expected "
                + wanted
                + ", but "
                + (t.cursor().isPresent() ? "this" : "'" + t.text() + "'")
                + " is "
                + found));
  }

  /** Refuses every kind of place that a subclass does not name. */
  private class Wrong<T> implements Cursor.Visitor<T> {
    private final Target target;
    private final String wanted;

    Wrong(Target target, String wanted) {
      this.target = target;
      this.wanted = wanted;
    }

    private T refuse(Cursor c) {
      throw wrong(target, wanted, new Navigator(procedure.index()).describe(c));
    }

    @Override
    public T root(Cursor.Root c) {
      return refuse(c);
    }

    @Override
    public T arg(Cursor.Arg c) {
      return refuse(c);
    }

    @Override
    public T stmt(Cursor.OfStmt c) {
      return refuse(c);
    }

    @Override
    public T block(Cursor.OfBlock c) {
      return refuse(c);
    }

    @Override
    public T gap(Cursor.Gap c) {
      return refuse(c);
    }

    @Override
    public T expr(Cursor.OfExpr c) {
      return refuse(c);
    }
  }
}
