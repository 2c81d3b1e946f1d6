package io.exo4j.backend;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Config;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Rewriter;
import java.util.function.Supplier;

/** Writes control expressions in C: 64-bit integers, floor division, truth values. */
final class ControlText implements Expr.Visitor<CText> {
  private final FunctionState f;

  ControlText(FunctionState f) {
    this.f = f;
  }

  /** The text of the folded expression. */
  CText of(Expr e) {
    return resolve(e).accept(this);
  }

  /** Puts strides in, then folds. */
  private Expr resolve(Expr e) {
    Expr strided =
        new Rewriter() {
          @Override
          public Expr stride(Expr.Stride s) {
            return f.stride(s.buf(), s.dim());
          }
        }.expr(e);
    return Fold.simplify(strided);
  }

  @Override
  public CText var(Expr.Var e) {
    return CText.atom(f.name(e.sym()));
  }

  @Override
  public CText intLit(Expr.IntLit e) {
    return new CText(Literals.control(e.value()), e.value() < 0 ? CText.UNARY : CText.POSTFIX);
  }

  @Override
  public CText boolLit(Expr.BoolLit e) {
    return CText.atom(Boolean.toString(e.value()));
  }

  @Override
  public CText neg(Expr.Neg e) {
    // The operand is grouped unless it is a name: C reads "--" as one operator.
    return new CText("-" + e.arg().accept(this).in(CText.POSTFIX), CText.UNARY);
  }

  @Override
  public CText bin(Expr.Bin e) {
    CText l = e.lhs().accept(this);
    CText r = e.rhs().accept(this);
    switch (e.op()) {
      case ADD:
      case SUB:
        return CText.binary(l, e.op().text(), r, CText.SUM);
      case MUL:
        return CText.binary(l, "*", r, CText.PRODUCT);
      case DIV:
        return division(e, l, r, "/", () -> f.module().helpers().floorDiv());
      case MOD:
        return division(e, l, r, "%", () -> f.module().helpers().floorMod());
      case AND:
        return logical(e, l, r, "&&", CText.AND);
      case OR:
        return logical(e, l, r, "||", CText.OR);
      default:
        boolean equality = e.op() == BinOp.EQ;
        int level = equality ? CText.EQUALITY : CText.RELATION;
        return new CText(l.in(CText.SUM) + " " + e.op().text() + " " + r.in(CText.SUM), level);
    }
  }

  /** Other logical operators inside are grouped: compilers warn where they are not. */
  private static CText logical(Expr.Bin e, CText l, CText r, String op, int level) {
    int other = level == CText.AND ? CText.OR : CText.AND;
    String left = l.level() == other ? l.grouped() : l.in(level);
    String right = r.level() == other ? r.grouped() : r.in(level + 1);
    return new CText(left + " " + op + " " + right, level);
  }

  private CText division(Expr.Bin e, CText l, CText r, String op, Supplier<String> helper) {
    return f.ranges().isNonNegative(e.lhs())
        ? CText.binary(l, op, r, CText.PRODUCT)
        : CText.call(helper.get(), l.text(), r.text());
  }

  @Override
  public CText stride(Expr.Stride e) {
    return f.stride(e.buf(), e.dim()).accept(this);
  }

  @Override
  public CText readConfig(Expr.ReadConfig e) {
    return CText.atom(field(e.config(), e.field()));
  }

  /** The place of a configuration field. */
  static String field(Config c, String field) {
    return "ctxt->" + CNames.identifier(c.name()) + "." + CNames.identifier(field);
  }

  @Override
  public CText read(Expr.Read e) {
    throw notControl();
  }

  @Override
  public CText dataLit(Expr.DataLit e) {
    throw notControl();
  }

  @Override
  public CText externCall(Expr.ExternCall e) {
    throw notControl();
  }

  @Override
  public CText window(Expr.Window e) {
    throw notControl();
  }

  private static IllegalStateException notControl() {
    return new IllegalStateException("data where a control value is needed");
  }
}
