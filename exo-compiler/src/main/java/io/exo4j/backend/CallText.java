package io.exo4j.backend;

import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.InstrTemplate;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Writes calls: of procedures, and the text of instructions. */
final class CallText {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  private final FunctionState f;
  private final ControlText control;
  private final Places places;
  private final DataText data;

  CallText(FunctionState f, ControlText control, Places places, DataText data) {
    this.f = f;
    this.control = control;
    this.places = places;
    this.data = data;
  }

  /** {@code f(args)}, without a semicolon. */
  String procedure(Stmt.Call s, ProcInfo callee) {
    List<String> args = new ArrayList<>();
    if (callee.usesContext()) {
      args.add("ctxt");
    }
    for (int i = 0; i < s.args().size(); i++) {
      Arg formal = callee.proc().args().get(i);
      Expr actual = s.args().get(i);
      args.add(
          formal.type().isData()
              ? argument(actual, formal, callee).whole().get().text()
              : control.of(actual).text());
    }
    return f.module().function(callee.proc().name()) + "(" + String.join(", ", args) + ")";
  }

  /** The text of an instruction, one string per line. */
  List<String> instruction(Stmt.Call s, ProcInfo callee) {
    InstrTemplate instr = callee.proc().instr().orElseThrow();
    f.module().global(instr.global());
    Template t = new Template("instruction " + callee.proc().name(), s.span(), f.module().sink());
    for (int i = 0; i < s.args().size(); i++) {
      Arg formal = callee.proc().args().get(i);
      Expr actual = s.args().get(i);
      String name = formal.name();
      if (formal.type().isData()) {
        Argument a = argument(actual, formal, callee);
        t.with(name, () -> a.whole().get().grouped());
        t.with(name + "_data", () -> a.element().get());
        t.with(name + "_int", () -> a.bare().get());
      } else {
        t.with(name, () -> control.of(actual).grouped());
      }
    }
    String text = t.expand(instr.instr()).strip();
    List<String> lines = new ArrayList<>(List.of(LINE_BREAK.split(text)));
    boolean several = text.indexOf(';') != text.lastIndexOf(';') && !text.startsWith("{");
    if (!text.isEmpty() && !text.endsWith(";") && !text.endsWith("}")) {
      lines.set(lines.size() - 1, lines.get(lines.size() - 1) + ";");
    }
    if (several) {
      // Names that the template declares must not meet those of the next instruction.
      lines.replaceAll(l -> l.startsWith("#") ? l : "  " + l);
      lines.add(0, "{");
      lines.add("}");
    }
    return lines;
  }

  /** An actual argument, in the three forms that a template may ask for; written when asked for. */
  private record Argument(Supplier<CText> whole, Supplier<String> element, Supplier<String> bare) {}

  private Argument argument(Expr actual, Arg formal, ProcInfo callee) {
    DataType type = formal.type().asData().orElseThrow();
    boolean isConst = !callee.writes(formal.sym());
    return actual.accept(new Actual(type, isConst));
  }

  private final class Actual extends ExprDefault<Argument> {
    private final DataType formal;
    private final boolean isConst;

    Actual(DataType formal, boolean isConst) {
      this.formal = formal;
      this.isConst = isConst;
    }

    private Argument pointer(Supplier<CText> address, Supplier<String> bare) {
      return new Argument(address, () -> address.get().grouped(), bare);
    }

    private boolean isRegister(Sym buf) {
      return f.kind(buf) == FunctionState.Kind.REGISTER;
    }

    private Argument register(Sym buf) {
      String number = f.name(buf);
      return new Argument(() -> CText.atom(number), () -> number, () -> number);
    }

    /** A computed number: a temporary that lives until the end of the block. */
    @Override
    protected Argument other(Expr e) {
      Precision p = CTypes.concrete(formal.precision());
      Supplier<CText> temporary =
          () ->
              new CText(
                  "&(const " + f.module().stored(p) + "){ " + data.stored(e, p).text() + " }",
                  CText.UNARY);
      return pointer(temporary, () -> temporary.get().grouped());
    }

    @Override
    public Argument readConfig(Expr.ReadConfig e) {
      if (!e.isData()) {
        return other(e);
      }
      String place = ControlText.field(e.config(), e.field());
      return pointer(() -> new CText("&" + place, CText.UNARY), () -> place);
    }

    @Override
    public Argument read(Expr.Read e) {
      if (isRegister(e.buf())) {
        return register(e.buf());
      }
      if (formal.window() && e.idx().isEmpty()) {
        int rank = f.type(e.buf()).rank();
        return new Argument(
            () -> places.struct(e.buf(), isConst, e.span()),
            () -> places.element(e.buf(), Places.origin(rank), e.span()).text(),
            () -> places.root(e.buf()));
      }
      List<Expr> idx = e.idx().isEmpty() ? Places.origin(f.type(e.buf()).rank()) : e.idx();
      return pointer(() -> places.address(e.buf(), idx, e.span()), () -> places.root(e.buf()));
    }

    @Override
    public Argument window(Expr.Window e) {
      if (isRegister(e.buf())) {
        return register(e.buf());
      }
      return new Argument(
          () -> places.struct(e, isConst),
          () -> places.element(e.buf(), Places.start(e), e.span()).text(),
          () -> places.root(e.buf()));
    }
  }
}
