package io.exo4j.fuzz;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Procedure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Where a directive has a chance, for those that random places would hardly ever suit. */
final class Likely {
  /** Directives that seldom find what they need; they are tried more often. */
  static final Set<String> RARE =
      Set.of(
          "fold_into_reduce",
          "lift_reduce_constant",
          "left_reassociate_expr",
          "merge_writes",
          "split_write",
          "insert_noop_call",
          "bind_config",
          "delete_config",
          "write_config",
          "configwrite_after",
          "data_reuse",
          "delete_buffer",
          "unroll_buffer",
          "unroll_buffers",
          "call_eqv",
          "replace_all",
          "replace_all_stmts",
          "inline",
          "inline_window",
          "transpose",
          "rearrange_dim",
          "sink_alloc",
          "mult_dim",
          "divide_dim",
          "join_loops",
          "mult_loops",
          "fuse_loop",
          "divide_with_recompute",
          "partial_eval",
          "store_at",
          "inline_copies",
          "binary_specialize",
          "hoist_stmt",
          "cse",
          "tile_loops",
          "unroll_and_jam",
          "resize_dim");

  /** Those that need more than one thing to be as they want it; they are tried most. */
  static final Set<String> THIN =
      Set.of(
          "bound_loop_by_if",
          "compute_at",
          "compute_and_store_at",
          "fill_guard",
          "fully_inline",
          "inline_buffer",
          "jam_stmt",
          "parallelize_reduction",
          "remove_guard",
          "replace");

  private Likely() {}

  /** Statements in front of which, or of which with the next, a directive has a chance. */
  static Predicate<Places.OfStmt> stmt(String directive) {
    return switch (directive) {
      case "fold_into_reduce" ->
          p ->
              as(p, Stmt.Assign.class)
                  .filter(a -> isBin(a.rhs(), BinOp.ADD, (l, r) -> reads(l, a)))
                  .isPresent();
      case "split_write" -> p -> rhs(p.stmt()).filter(e -> isBin(e, BinOp.ADD)).isPresent();
      case "lift_reduce_constant" ->
          p -> as(p, Stmt.Assign.class).filter(a -> followedBySum(p, a)).isPresent();
      case "merge_writes" ->
          p ->
              next(p)
                  .flatMap(Likely::written)
                  .filter(b -> written(p.stmt()).filter(b::equals).isPresent())
                  .isPresent();
      case "join_loops", "fuse_loop" ->
          p ->
              next(p)
                  .filter(n -> n.getClass() == p.stmt().getClass())
                  .filter(n -> n.as(Stmt.For.class).isPresent() || isIf(n))
                  .isPresent();
      case "mult_loops", "reorder", "tile_loops", "unroll_and_jam", "vectorize" ->
          p ->
              as(p, Stmt.For.class)
                  .filter(f -> f.body().stream().anyMatch(s -> s.as(Stmt.For.class).isPresent()))
                  .isPresent();
      case "bound_loop_by_if" ->
          p ->
              as(p, Stmt.For.class)
                  .filter(f -> f.body().size() == 1 && isIf(f.body().get(0)))
                  .isPresent();
      case "jam_stmt" ->
          p ->
              written(p.stmt()).isPresent()
                  && next(p).flatMap(n -> n.as(Stmt.For.class)).isPresent();
      case "dealias" -> p -> accesses(p.stmt()).stream().anyMatch(b -> many(p.stmt(), b));
      case "fill_guard", "remove_guard" ->
          p -> as(p, Stmt.If.class).filter(f -> f.orelse().isEmpty()).isPresent();
      default -> p -> true;
    };
  }

  /** Buffers that a write accesses, one as often as it does. */
  private static List<Sym> accesses(Stmt s) {
    List<Sym> out = new ArrayList<>();
    written(s).ifPresent(out::add);
    rhs(s)
        .ifPresent(
            e ->
                new Walker() {
                  @Override
                  public Void read(Expr.Read r) {
                    out.add(r.buf());
                    return super.read(r);
                  }
                }.expr(e));
    return out;
  }

  private static boolean many(Stmt s, Sym buffer) {
    return accesses(s).stream().filter(b -> b == buffer).count() > 1;
  }

  /** Whether a loop reads a buffer, and what is not inside it computes it. */
  static Predicate<Places.OfStmt> consumer(Procedure p, Sym buffer, Optional<Stmt> producer) {
    return place ->
        as(place, Stmt.For.class)
            .filter(f -> Names.free(f.body()).contains(buffer))
            .filter(f -> producer.filter(s -> p.index().isWithin(s.id(), f.id())).isEmpty())
            .isPresent();
  }

  /** Assignments in loops to elements of buffers that are made here. */
  static Predicate<Places.OfStmt> producer(Procedure p) {
    return place ->
        as(place, Stmt.Assign.class)
            .filter(a -> !a.idx().isEmpty() && p.index().declaration(a.buf()).isPresent())
            .filter(a -> !p.index().loops(a.id()).isEmpty())
            .isPresent();
  }

  /** Reductions in loops that add into one element. */
  static Predicate<Places.OfStmt> sum(Procedure p) {
    return place ->
        as(place, Stmt.Reduce.class)
            .filter(
                r ->
                    p.index().loops(r.id()).stream()
                        .anyMatch(f -> !Names.in(r.idx()).contains(f.iter())))
            .isPresent();
  }

  /** Statements that look like the body of a procedure. */
  static Predicate<Places.OfStmt> like(Stmt model) {
    return place -> same(place.stmt(), model);
  }

  private static boolean same(Stmt s, Stmt model) {
    if (s.getClass() != model.getClass()) {
      return false;
    }
    List<Stmt> body = Stmts.block(s, Branch.BODY);
    List<Stmt> wanted = Stmts.block(model, Branch.BODY);
    boolean equal = body.size() == wanted.size();
    for (int k = 0; equal && k < body.size(); k++) {
      equal = same(body.get(k), wanted.get(k));
    }
    Optional<Expr> want = rhs(model);
    return equal
        && (want.isEmpty()
            || rhs(s).filter(e -> e.getClass() == want.get().getClass()).isPresent());
  }

  /** Expressions with which a directive has a chance. */
  static Predicate<Expr> expr(String directive, Procedure procedure) {
    return switch (directive) {
      case "left_reassociate_expr" ->
          e -> e.isData() && (twice(e, BinOp.ADD) || twice(e, BinOp.MUL));
      case "commute_expr" -> e -> e.isData() && (isBin(e, BinOp.ADD) || isBin(e, BinOp.MUL));
      case "bind_expr", "cse", "bind_and_set_expr" -> Expr::isData;
      case "bind_config" -> e -> scalar(procedure, e).isPresent();
      default -> e -> true;
    };
  }

  /** The type of a scalar or bool variable. */
  static Optional<Type> scalar(Procedure p, Expr e) {
    return e.accept(
        new ExprDefault<Optional<Type>>() {
          @Override
          protected Optional<Type> other(Expr o) {
            return Optional.empty();
          }

          @Override
          public Optional<Type> read(Expr.Read r) {
            return r.idx().isEmpty()
                ? p.types().type(r.buf()).filter(t -> t.asData().orElseThrow().isScalar())
                : Optional.empty();
          }

          @Override
          public Optional<Type> var(Expr.Var v) {
            return p.types().type(v.sym());
          }
        });
  }

  /** Allocations with which a directive has a chance. */
  static Predicate<Stmt.Alloc> alloc(String directive, Optional<DataType> first) {
    return switch (directive) {
      case "data_reuse" -> a -> first.isEmpty() || a.type().equals(first.get());
      case "unroll_buffer" ->
          a -> a.type().dims().stream().anyMatch(d -> d.accept(new IsLiteral()));
      case "mult_dim", "rearrange_dim" -> a -> a.type().rank() > 1;
      case "divide_dim", "resize_dim" -> a -> a.type().rank() > 0;
      default -> a -> true;
    };
  }

  /** The dimensions of a type that have a literal extent. */
  static List<Integer> literalDims(DataType t) {
    List<Integer> out = new ArrayList<>();
    for (int d = 0; d < t.rank(); d++) {
      if (t.dims().get(d).accept(new IsLiteral())) {
        out.add(d);
      }
    }
    return out;
  }

  private static final class IsLiteral extends ExprDefault<Boolean> {
    @Override
    protected Boolean other(Expr e) {
      return false;
    }

    @Override
    public Boolean intLit(Expr.IntLit e) {
      return true;
    }
  }

  private static boolean isIf(Stmt s) {
    return s.as(Stmt.If.class).isPresent();
  }

  private static <T extends Stmt> Optional<T> as(Places.OfStmt p, Class<T> kind) {
    return p.stmt().as(kind);
  }

  private static Optional<Stmt> next(Places.OfStmt p) {
    return p.index() + 1 < p.siblings().size()
        ? Optional.of(p.siblings().get(p.index() + 1))
        : Optional.empty();
  }

  private static Optional<Sym> written(Stmt s) {
    return s.as(Stmt.Assign.class)
        .map(Stmt.Assign::buf)
        .or(() -> s.as(Stmt.Reduce.class).map(Stmt.Reduce::buf));
  }

  private static Optional<Expr> rhs(Stmt s) {
    return s.as(Stmt.Assign.class)
        .map(Stmt.Assign::rhs)
        .or(() -> s.as(Stmt.Reduce.class).map(Stmt.Reduce::rhs));
  }

  private static boolean reads(Expr e, Stmt.Assign a) {
    return e.equals(Expr.read(a.buf(), a.idx()));
  }

  private static boolean followedBySum(Places.OfStmt p, Stmt.Assign a) {
    boolean[] found = {false};
    next(p)
        .flatMap(s -> s.as(Stmt.For.class))
        .ifPresent(
            f ->
                new Walker() {
                  @Override
                  public Void reduce(Stmt.Reduce r) {
                    found[0] |= r.buf().equals(a.buf()) && isBin(r.rhs(), BinOp.MUL);
                    return null;
                  }
                }.stmts(f.body()));
    return found[0];
  }

  private static boolean twice(Expr e, BinOp op) {
    return isBin(e, op, (l, r) -> isBin(r, op));
  }

  private static boolean isBin(Expr e, BinOp op) {
    return isBin(e, op, (l, r) -> true);
  }

  private static boolean isBin(Expr e, BinOp op, BiPredicate<Expr, Expr> operands) {
    return e.accept(
        new ExprDefault<Boolean>() {
          @Override
          protected Boolean other(Expr o) {
            return false;
          }

          @Override
          public Boolean bin(Expr.Bin b) {
            return b.op() == op && operands.test(b.lhs(), b.rhs());
          }
        });
  }
}
