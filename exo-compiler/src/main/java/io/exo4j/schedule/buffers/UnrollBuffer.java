package io.exo4j.schedule.buffers;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Makes one buffer for each index of a dimension. */
@DirectiveInfo(
    name = "unroll_buffer",
    group = Group.BUFFERS,
    doc =
        "Replaces an allocation by one for each index of a dimension that is used; the extent and all"
            + " indices of that dimension must be literals. Unroll the loops over it first.")
public record UnrollBuffer(
    @Param(doc = "the allocation") AllocRef alloc, @Param(doc = "the dimension, from 0") int dim)
    implements Directive {
  /** Makes one buffer for each index. */
  public static UnrollBuffer of(AllocRef alloc, int dim) {
    return new UnrollBuffer(alloc, dim);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Alloc a = context.alloc(alloc);
    Dimensions.exists(context, a, dim);
    if (a.type().dims().get(dim).asInt().isEmpty()) {
      throw context.refuse(
          a, "dimension " + dim + " of '" + a.buf() + "' does not have a literal extent");
    }
    new StrideUses(context, a.buf(), k -> k < dim).check();
    Parts parts = new Parts(context, a);
    var editor = context.edit().rewriteRest(a.id(), parts);
    List<Expr> dims = without(a.type().dims());
    DataType type = a.type().withDims(dims);
    List<Stmt> allocs = new ArrayList<>();
    for (Map.Entry<Long, Sym> e : parts.used.entrySet()) {
      allocs.add(new Stmt.Alloc(new StmtId(), e.getValue(), type, a.memory(), a.span()));
    }
    Proc edited = editor.replace(a.id(), allocs).proc();
    for (Sym s : parts.used.values()) {
      DenseArguments.check(context, a, edited, s);
    }
    if (Aliases.arePassed(context, a.buf())) {
      context.recheck(a, edited, parts.used::containsValue);
    }
    return Outcome.of(edited);
  }

  private <T> List<T> without(List<T> list) {
    List<T> out = new ArrayList<>(list);
    out.remove(dim);
    return out;
  }

  private final class Parts extends BufferRewriter {
    private final Context context;
    private final Map<Long, Sym> used = new TreeMap<>();

    Parts(Context context, Stmt.Alloc a) {
      super(a.buf());
      this.context = context;
    }

    private Sym part(Expr index) {
      OptionalLong j = index.asInt();
      if (j.isEmpty()) {
        throw context.refuse(
            current(),
            "the index of '"
                + buffer()
                + "' in dimension "
                + dim
                + " is not a literal here; unroll the loop first");
      }
      return used.computeIfAbsent(j.getAsLong(), k -> new Sym(buffer().name() + "_" + k));
    }

    @Override
    protected Element element(Use use, List<Expr> idx) {
      return new Element(part(idx.get(dim)), without(idx));
    }

    @Override
    protected Expr.Window window(List<Coord> coords, SourceSpan span) {
      if (coords.get(dim).isInterval()) {
        throw context.refuse(
            current(),
            "this window of '"
                + buffer()
                + "' has an interval in dimension "
                + dim
                + ": its elements must stay in one buffer");
      }
      return new Expr.Window(part(coords.get(dim).start()), without(coords), span);
    }

    @Override
    protected Expr whole(Expr.Read e) {
      throw context.refuse(
          current(), "the whole of '" + buffer() + "' is passed here: it must stay one buffer");
    }

    @Override
    protected Expr stride(int d, SourceSpan span) {
      throw context.refuse(
          current(), "a stride of '" + buffer() + "' is used here: it must stay one buffer");
    }
  }
}
