package io.exo4j.check;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Precision;
import io.exo4j.syntax.AstBinaryOp;
import io.exo4j.syntax.AstExpr;
import java.util.OptionalLong;

/** The typing rules of operators; control arithmetic is quasi-affine. */
final class Operators {
  private final Reporter reporter;

  Operators(Reporter reporter) {
    this.reporter = reporter;
  }

  static BinOp op(AstBinaryOp op) {
    return switch (op) {
      case ADD -> BinOp.ADD;
      case SUB -> BinOp.SUB;
      case MUL -> BinOp.MUL;
      case DIV -> BinOp.DIV;
      case MOD -> BinOp.MOD;
      case LT -> BinOp.LT;
      case GT -> BinOp.GT;
      case LE -> BinOp.LE;
      case GE -> BinOp.GE;
      case EQ -> BinOp.EQ;
      case AND -> BinOp.AND;
      case OR -> BinOp.OR;
    };
  }

  Typed negate(Typed operand, AstExpr.Negate e) {
    ExprType type = operand.type();
    if (type.isError()) {
      return operand;
    }
    if (type.isScalar()) {
      return Typed.of(negatedData(operand.expr(), e.span()), type);
    }
    if (!type.isIndexable()) {
      reporter.error(
          type.isTensor() ? CheckCode.MISPLACED_WINDOW : CheckCode.INVALID_OPERANDS,
          e.operand().span(),
          "cannot negate " + type.text(),
          type.isTensor() ? "name one element: x[i]" : "only numbers have a sign");
      return Typed.error();
    }
    OptionalLong literal = operand.expr().asInt();
    if (literal.isPresent() && literal.getAsLong() == Long.MIN_VALUE) {
      reporter.error(CheckCode.NUMBER_TOO_LARGE, e.span(), "the number does not fit into 64 bits");
      return Typed.error();
    }
    OptionalLong value = Literals.fold(BinOp.SUB, OptionalLong.of(0), operand.constant());
    // The negative of a size is no size.
    ExprType result = type.kind() == ExprType.Kind.SIZE ? ExprType.INDEX : type;
    return new Typed(Expr.negate(operand.expr(), e.span()), result, value);
  }

  /** {@code -0.0} is not {@code 0.0}, and a decimal literal cannot say so: it stays a negation. */
  private static Expr negatedData(Expr operand, SourceSpan span) {
    boolean zero =
        operand.accept(
            new ExprDefault<Boolean>() {
              @Override
              protected Boolean other(Expr e) {
                return false;
              }

              @Override
              public Boolean dataLit(Expr.DataLit e) {
                return e.value().signum() == 0 && !e.isInteger();
              }
            });
    return zero ? new Expr.Neg(operand, span) : Expr.negate(operand, span);
  }

  Typed binary(BinOp op, Typed l, Typed r, AstExpr left, AstExpr right, SourceSpan span) {
    if (l.isError() || r.isError()) {
      return Typed.error();
    }
    if (op.isLogical()) {
      return logical(op, l, r, left, right, span);
    }
    if (!whole(l, left) || !whole(r, right)) {
      return Typed.error();
    }
    if (op.isComparison()) {
      return comparison(op, l, r, span);
    }
    if (l.type().isScalar() && r.type().isScalar()) {
      if (op == BinOp.MOD) {
        reporter.error(
            CheckCode.DATA_MODULO, span, "the remainder of data values cannot be computed");
        return Typed.error();
      }
      Expr e = new Expr.Bin(op, l.expr(), r.expr(), span);
      boolean fixed = l.type().data().orElseThrow().precision() != Precision.R;
      return Typed.of(e, fixed ? l.type() : r.type());
    }
    if (l.type().isIndexable() && r.type().isIndexable()) {
      return switch (op) {
        case MUL -> product(l, r, span);
        case DIV, MOD -> quotient(op, l, r, right, span);
        default ->
            new Typed(
                new Expr.Bin(op, l.expr(), r.expr(), span),
                wider(l.type(), r.type()),
                Literals.fold(op, l.constant(), r.constant()));
      };
    }
    return mismatch(op, l, r, left, right, span);
  }

  /** Complains about whole tensors and windows as operands. */
  private boolean whole(Typed t, AstExpr e) {
    if (!t.type().isTensor()) {
      return true;
    }
    reporter.error(
        CheckCode.MISPLACED_WINDOW,
        e.span(),
        t.type().text() + " cannot be an operand",
        "operators work on single elements: loop over them");
    return false;
  }

  private Typed mismatch(BinOp op, Typed l, Typed r, AstExpr left, AstExpr right, SourceSpan span) {
    if (l.type().isScalar() != r.type().isScalar()) {
      boolean leftIsData = l.type().isScalar();
      Typed other = leftIsData ? r : l;
      reporter.error(
          CheckCode.EXPECTED_DATA,
          (leftIsData ? right : left).span(),
          "data and control values do not mix: this is "
              + other.type().text()
              + ", the other operand of '"
              + op
              + "' "
              + (leftIsData ? l : r).type().text());
    } else {
      reporter.error(
          CheckCode.INVALID_OPERANDS,
          span,
          "'" + op + "' does not go with " + l.type().text() + " and " + r.type().text());
    }
    return Typed.error();
  }

  private static ExprType wider(ExprType a, ExprType b) {
    if (a.kind() == ExprType.Kind.INDEX || b.kind() == ExprType.Kind.INDEX) {
      return ExprType.INDEX;
    }
    return a.kind() == ExprType.Kind.SIZE || b.kind() == ExprType.Kind.SIZE
        ? ExprType.SIZE
        : ExprType.INT;
  }

  private Typed product(Typed l, Typed r, SourceSpan span) {
    if (l.constant().isEmpty() && r.constant().isEmpty()) {
      reporter.error(
          CheckCode.NON_AFFINE,
          span,
          "one factor of a control product must be made of literals only",
          "sizes, subscripts and conditions are quasi-affine: + -, * / % by a literal");
      return Typed.error();
    }
    return new Typed(
        new Expr.Bin(BinOp.MUL, l.expr(), r.expr(), span),
        l.constant().isPresent() ? r.type() : l.type(),
        Literals.fold(BinOp.MUL, l.constant(), r.constant()));
  }

  private Typed quotient(BinOp op, Typed l, Typed r, AstExpr right, SourceSpan span) {
    if (r.constant().isEmpty() || r.constant().getAsLong() <= 0) {
      reporter.error(
          CheckCode.INVALID_DIVISOR,
          right.span(),
          r.constant().isEmpty()
              ? "the divisor of a control value must be a literal"
              : "the divisor of a control value must be positive, but this is "
                  + r.constant().getAsLong());
      return Typed.error();
    }
    Expr divisor = new Expr.IntLit(r.constant().getAsLong(), right.span());
    return new Typed(
        new Expr.Bin(op, l.expr(), divisor, span),
        l.type(),
        Literals.fold(op, l.constant(), r.constant()));
  }

  private Typed logical(BinOp op, Typed l, Typed r, AstExpr left, AstExpr right, SourceSpan span) {
    boolean ok = bool(op, l, left) & bool(op, r, right);
    return ok ? Typed.of(new Expr.Bin(op, l.expr(), r.expr(), span), ExprType.BOOL) : Typed.error();
  }

  private boolean bool(BinOp op, Typed t, AstExpr e) {
    if (t.type().isBool()) {
      return true;
    }
    reporter.error(
        CheckCode.EXPECTED_BOOL,
        e.span(),
        "an operand of '" + op + "' must be a truth value, but this is " + t.type().text());
    return false;
  }

  private Typed comparison(BinOp op, Typed l, Typed r, SourceSpan span) {
    ExprType a = l.type();
    ExprType b = r.type();
    boolean ok =
        a.isIndexable() && b.isIndexable()
            || op == BinOp.EQ && (a.isBool() && b.isBool() || a.isStrideLike() && b.isStrideLike());
    if (ok) {
      return Typed.of(new Expr.Bin(op, l.expr(), r.expr(), span), ExprType.BOOL);
    }
    if (a.isScalar() || b.isScalar()) {
      reporter.error(
          CheckCode.DATA_COMPARISON,
          span,
          "data values cannot be compared: data never decides control",
          "select(x, v, a, b) is a where x < v, and b elsewhere");
    } else {
      String extra =
          a.kind() == ExprType.Kind.STRIDE || b.kind() == ExprType.Kind.STRIDE
              ? "a stride can only be '==' to a stride or an integer"
              : "only integers have an order";
      reporter.error(
          CheckCode.INVALID_OPERANDS,
          span,
          "'" + op + "' does not compare " + a.text() + " and " + b.text(),
          extra);
    }
    return Typed.error();
  }
}
