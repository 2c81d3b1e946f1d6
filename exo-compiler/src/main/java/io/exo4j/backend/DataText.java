package io.exo4j.backend;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Precision;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Writes data expressions in C so that every operation rounds or wraps as the language says.
 *
 * <p>f16: each operation is cast back, because compilers may compute in float. bf16: values are
 * held in float, each operation is rounded. Integers: sums, differences and products are computed
 * in an unsigned type of at least 32 bits and converted once, which wraps without undefined
 * behaviour.
 */
final class DataText {
  private final FunctionState f;
  private final ControlText control;
  private final Places places;
  private final Precisions precisions;

  DataText(FunctionState f, ControlText control, Places places) {
    this.f = f;
    this.control = control;
    this.places = places;
    this.precisions = new Precisions(f.info().env());
  }

  /** The value converted to a precision, as it is stored there. */
  CText stored(Expr e, Precision to) {
    Precision from = precisions.of(e).orElse(to);
    if (from == Precision.BF16 && to == Precision.BF16) {
      return e.accept(new DataChecks.IsReference())
          ? plainBf16(e)
          : toBf16(rounded(e, from, false), from);
    }
    return to == Precision.BF16 ? toBf16(value(e, from), from) : convert(value(e, from), from, to);
  }

  /** The statement {@code place += value}. */
  String reduce(CText place, Expr e, Precision to) {
    CText v = convert(value(e, to), precisions.of(e).orElse(to), to);
    String target = place.text();
    switch (to) {
      case F32:
      case F64:
        f.module().helpers().useFloats();
        return target + " += " + v.text() + ";";
      case F16:
        f.module().helpers().useFloats();
        return target + " = (exo_f16)(" + place.in(CText.SUM) + " + " + v.in(CText.PRODUCT) + ");";
      case BF16:
        f.module().helpers().useFloats();
        CText sum = CText.binary(CText.call(f.module().helpers().bf16ToF32(), target), "+", v, 5);
        return target
            + " = "
            + CText.call(f.module().helpers().f32ToBf16(), sum.text()).text()
            + ";";
      default:
        CText total = CText.binary(wide(place, to), "+", ring(e, to), CText.SUM);
        return target + " = " + narrow(total, to).text() + ";";
    }
  }

  /** The value in the type that arithmetic of its own precision is written in. */
  CText value(Expr e, Precision context) {
    return rounded(e, precisions.of(e).orElse(context), true);
  }

  private CText rounded(Expr e, Precision p, boolean round) {
    return e.accept(new Value(p, round));
  }

  private CText plainBf16(Expr e) {
    return e.accept(
        new ExprDefault<CText>() {
          @Override
          protected CText other(Expr x) {
            throw new IllegalStateException("not a place");
          }

          @Override
          public CText read(Expr.Read r) {
            return places.element(r.buf(), r.idx(), r.span());
          }

          @Override
          public CText readConfig(Expr.ReadConfig c) {
            return CText.atom(ControlText.field(c.config(), c.field()));
          }
        });
  }

  private static Precision ringType(Precision p) {
    return p == Precision.I64 ? Precision.I64 : Precision.UI32;
  }

  private static String ringName(Precision p) {
    return p == Precision.I64 ? "uint64_t" : "uint32_t";
  }

  /** A value of an integer precision in the unsigned type that its sums are computed in. */
  private static CText wide(CText v, Precision p) {
    return p == Precision.UI32 ? v : CText.cast(ringName(p), v);
  }

  private CText narrow(CText v, Precision p) {
    return p == Precision.UI32 ? v : CText.cast(f.module().stored(p), v);
  }

  /** An integer expression modulo two to the width of the unsigned type. */
  private CText ring(Expr e, Precision to) {
    Precision p = precisions.of(e).orElse(to);
    if (p != to) {
      return wide(convert(value(e, p), p, to), to);
    }
    return e.accept(new Ring(to));
  }

  private final class Ring extends ExprDefault<CText> {
    private final Precision p;

    Ring(Precision p) {
      this.p = p;
    }

    @Override
    protected CText other(Expr e) {
      return wide(rounded(e, p, true), p);
    }

    @Override
    public CText dataLit(Expr.DataLit e) {
      String text = Literals.data(e.value(), p).orElse("0");
      if (text.matches("\\d+")) {
        return CText.atom(ringType(p) == Precision.I64 ? "UINT64_C(" + text + ")" : text + "u");
      }
      return other(e);
    }

    @Override
    public CText neg(Expr.Neg e) {
      if (!e.isData()) {
        return other(e);
      }
      return CText.binary(CText.atom("0u"), "-", ring(e.arg(), p), CText.SUM);
    }

    @Override
    public CText bin(Expr.Bin e) {
      boolean sum = e.op() == BinOp.ADD || e.op() == BinOp.SUB;
      if (!e.isData() || !sum && e.op() != BinOp.MUL) {
        return other(e);
      }
      int level = sum ? CText.SUM : CText.PRODUCT;
      return CText.binary(ring(e.lhs(), p), e.op().text(), ring(e.rhs(), p), level);
    }
  }

  /** The value of an expression of precision {@code p} (or without one). */
  private final class Value extends ExprDefault<CText> {
    private final Precision p;
    private final boolean round;

    Value(Precision p, boolean round) {
      this.p = p;
      this.round = round;
    }

    /** A control value, converted. */
    @Override
    protected CText other(Expr e) {
      return fromControl(control.of(e), p);
    }

    @Override
    public CText dataLit(Expr.DataLit e) {
      String text = Literals.data(e.value(), p).orElse("0");
      f.module().stored(p);
      boolean atom = !text.startsWith("-") && !text.startsWith("(");
      return new CText(text, atom ? CText.POSTFIX : CText.UNARY);
    }

    @Override
    public CText read(Expr.Read e) {
      CText place = places.element(e.buf(), e.idx(), e.span());
      return p == Precision.BF16
          ? CText.call(f.module().helpers().bf16ToF32(), place.text())
          : place;
    }

    @Override
    public CText readConfig(Expr.ReadConfig e) {
      if (!e.isData()) {
        return other(e);
      }
      String place = ControlText.field(e.config(), e.field());
      return p == Precision.BF16
          ? CText.call(f.module().helpers().bf16ToF32(), place)
          : CText.atom(place);
    }

    @Override
    public CText neg(Expr.Neg e) {
      if (!e.isData()) {
        return other(e);
      }
      if (!p.isFloating()) {
        return narrow(ring(e, p), p);
      }
      CText n = new CText("-" + value(e.arg(), p).in(CText.POSTFIX), CText.UNARY);
      return p == Precision.F16 ? CText.cast("exo_f16", CText.atom(n.grouped())) : n;
    }

    @Override
    public CText bin(Expr.Bin e) {
      if (!e.isData()) {
        return other(e);
      }
      if (!p.isFloating()) {
        return e.op() == BinOp.DIV ? quotient(e) : narrow(ring(e, p), p);
      }
      f.module().helpers().useFloats();
      boolean sum = e.op() == BinOp.ADD || e.op() == BinOp.SUB;
      CText v =
          CText.binary(
              value(e.lhs(), p), e.op().text(), value(e.rhs(), p), sum ? CText.SUM : CText.PRODUCT);
      return finish(v);
    }

    private CText finish(CText v) {
      if (p == Precision.F16) {
        return CText.cast(f.module().stored(p), CText.atom(v.grouped()));
      }
      return p == Precision.BF16 && round
          ? CText.call(f.module().helpers().roundBf16(), v.text())
          : v;
    }

    private CText quotient(Expr.Bin e) {
      CText l = value(e.lhs(), p);
      CText r = value(e.rhs(), p);
      OptionalLong divisor = literal(e.rhs());
      boolean plain = divisor.isPresent() && divisor.getAsLong() > 0 || !p.isSigned();
      if (p.bits() < 32) {
        // The promoted quotient fits int, and its conversion wraps.
        return CText.cast(f.module().stored(p), CText.binary(l, "/", r, CText.PRODUCT));
      }
      return plain
          ? CText.binary(l, "/", r, CText.PRODUCT)
          : CText.call(f.module().helpers().divide(p), l.text(), r.text());
    }

    @Override
    public CText externCall(Expr.ExternCall e) {
      Extern.Overload o = precisions.overload(e, p).orElseThrow();
      Template t = new Template("extern " + e.fn().name(), e.span(), f.module().sink());
      for (int i = 0; i < e.args().size(); i++) {
        Precision param = CTypes.concrete(o.params().get(i));
        CText arg = value(e.args().get(i), param);
        t.with(Integer.toString(i), arg.in(CText.POSTFIX));
      }
      f.module().global(o.global());
      f.module().useComparisons();
      Precision result = CTypes.concrete(o.result());
      String text = t.expand(o.template());
      CText v = CText.cast(f.module().computed(result), CText.atom(called(text)));
      CText own = result == Precision.BF16 ? roundedBf16(v) : v;
      return result == p ? own : convert(own, result, p);
    }

    private CText roundedBf16(CText v) {
      return round ? CText.call(f.module().helpers().roundBf16(), v.text()) : v;
    }
  }

  /** The text itself if it is one call, else grouped. */
  private static String called(String text) {
    if (!text.matches("(?s)\\w+\\(.*\\)")) {
      return "(" + text + ")";
    }
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0 && text.charAt(i) == ')' && i < text.length() - 1) {
        return "(" + text + ")";
      }
    }
    return text;
  }

  private static OptionalLong literal(Expr e) {
    Optional<BigDecimal> value = e.as(Expr.DataLit.class).map(Expr.DataLit::value);
    return value.filter(v -> v.precision() - v.scale() < 10).isPresent()
        ? OptionalLong.of(value.get().longValue())
        : OptionalLong.empty();
  }

  private CText fromControl(CText v, Precision p) {
    if (p == Precision.BF16) {
      String bits = CText.call(f.module().helpers().i64ToBf16(), v.text()).text();
      return CText.call(f.module().helpers().bf16ToF32(), bits);
    }
    return p == Precision.I64 ? v : CText.cast(f.module().stored(p), v);
  }

  /** A computed value of one precision as a computed value of another. */
  private CText convert(CText v, Precision from, Precision to) {
    if (from == to) {
      return v;
    }
    if (to == Precision.BF16) {
      return CText.call(f.module().helpers().bf16ToF32(), toBf16(v, from).text());
    }
    if (from.isFloating() && !to.isFloating()) {
      CText source = from == Precision.F16 ? CText.cast("float", v) : v;
      return CText.call(f.module().helpers().toInteger(from, to), source.text());
    }
    if (to == Precision.UI32 && from.isSigned() && from.bits() < 32) {
      // A cast would do, but GCC looks through it and warns about the sign of sums.
      return CText.call(f.module().helpers().widen(), v.text());
    }
    return CText.cast(f.module().stored(to), v);
  }

  /** A computed value as the bits of a bfloat16. */
  private CText toBf16(CText v, Precision from) {
    Helpers h = f.module().helpers();
    switch (from) {
      case F32:
      case BF16:
        return CText.call(h.f32ToBf16(), v.text());
      case F64:
        return CText.call(h.f64ToBf16(), v.text());
      case I32:
      case UI32:
      case I64:
        return CText.call(h.i64ToBf16(), v.text());
      default:
        return CText.call(h.f32ToBf16(), CText.cast("float", v).text());
    }
  }
}
