package io.exo4j.interp;

import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Arg;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Extern;
import io.exo4j.ir.InstrTemplate;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.syntax.AstExpr;
import io.exo4j.syntax.AstItem;
import io.exo4j.syntax.AstLoopMode;
import io.exo4j.syntax.AstModule;
import io.exo4j.syntax.AstParam;
import io.exo4j.syntax.AstStmt;
import io.exo4j.syntax.AstType;
import io.exo4j.syntax.Parser;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From {@code .exo} text to IR without any check, so that tests of the interpreter can run programs
 * that the front end refuses. Names that nobody declared become symbols that nobody binds.
 */
final class Unchecked implements AstItem.Visitor<Void> {
  private static final List<String> BUILTIN =
      List.of(
          "sin/1",
          "cos/1",
          "exp/1",
          "expf/1",
          "log/1",
          "sqrt/1",
          "relu/1",
          "sigmoid/1",
          "tanh/1",
          "fmaxf/2",
          "fminf/2",
          "fabs/1",
          "select/4");

  private final Map<String, Proc> procs = new HashMap<>();
  private final Map<String, Config> configs = new HashMap<>();
  private final Map<String, Extern> externs = new HashMap<>();
  private Proc last;

  private Unchecked() {
    for (String b : BUILTIN) {
      String name = b.substring(0, b.indexOf('/'));
      int arity = Integer.parseInt(b.substring(b.indexOf('/') + 1));
      List<Extern.Overload> overloads = new ArrayList<>();
      for (Precision p : Precision.values()) {
        if (p != Precision.R) {
          overloads.add(
              new Extern.Overload(Collections.nCopies(arity, p), p, name + "_c({0})", ""));
        }
      }
      externs.put(name, new Extern(name, arity, overloads));
    }
  }

  /** The last procedure of a text. */
  static Proc proc(String text) {
    return load(text).last;
  }

  /** All procedures of a text, by name. */
  static Map<String, Proc> procs(String text) {
    return load(text).procs;
  }

  private static Unchecked load(String text) {
    Diagnostics problems = new Diagnostics();
    AstModule module = Parser.parseModule(new SourceFile("test.exo", text), problems);
    problems.throwIfErrors();
    Unchecked u = new Unchecked();
    module.items().forEach(i -> i.accept(u));
    return u;
  }

  @Override
  public Void visitImport(AstItem.Import item) {
    throw new UnsupportedOperationException("import");
  }

  @Override
  public Void visitMemory(AstItem.Memory item) {
    throw new UnsupportedOperationException("memory");
  }

  @Override
  public Void visitTarget(AstItem.Target item) {
    throw new UnsupportedOperationException("target");
  }

  @Override
  public Void visitUnread(AstItem.Unread item) {
    throw new UnsupportedOperationException("a procedure that was not read");
  }

  @Override
  public Void visitConfig(AstItem.Config item) {
    Block none = new Block(Map.of());
    List<ConfigField> fields =
        item.fields().stream()
            .map(f -> new ConfigField(f.name().text(), none.type(f.type())))
            .toList();
    configs.put(item.name().text(), new Config(item.name().text(), fields, item.readWrite()));
    return null;
  }

  @Override
  public Void visitExtern(AstItem.Extern item) {
    List<Precision> params =
        item.parameters().stream()
            .map(p -> Precision.of(p.type().base().text()).orElseThrow())
            .toList();
    Precision result = Precision.of(item.result().base().text()).orElseThrow();
    Extern.Overload o = new Extern.Overload(params, result, item.template(), item.global());
    String name = item.name().text();
    List<Extern.Overload> all =
        Stream.concat(
                Optional.ofNullable(externs.get(name)).stream()
                    .filter(e -> !BUILTIN.contains(name + "/" + e.arity()))
                    .flatMap(e -> e.overloads().stream()),
                Stream.of(o))
            .toList();
    externs.put(name, new Extern(name, params.size(), all));
    return null;
  }

  @Override
  public Void visitProc(AstItem.Proc item) {
    Map<String, Binding> names = new HashMap<>();
    List<Arg> args = new ArrayList<>();
    for (AstParam p : item.parameters()) {
      names.put(p.name().text(), new Binding(new Sym(p.name().text()), false));
    }
    for (AstParam p : item.parameters()) {
      Type t = new Block(names).type(p.type());
      Binding b = new Binding(names.get(p.name().text()).sym(), t.isData());
      names.put(p.name().text(), b);
      args.add(new Arg(b.sym(), t, Memory.DRAM));
    }
    Block block = new Block(names);
    List<Expr> preds = item.assertions().stream().map(block::control).toList();
    last =
        new Proc(
            item.name().text(),
            args,
            preds,
            block.stmts(item.body()),
            item.instr().map(i -> new InstrTemplate(i.template(), i.global())),
            item.documentation(),
            item.export(),
            item.name().span());
    procs.put(last.name(), last);
    return null;
  }

  private record Binding(Sym sym, boolean data) {}

  /** Names in scope and what can be made with them. */
  private final class Block implements AstStmt.Visitor<Stmt> {
    private final Map<String, Binding> names;

    Block(Map<String, Binding> names) {
      this.names = new HashMap<>(names);
    }

    Type type(AstType t) {
      for (ControlType c : ControlType.values()) {
        if (c.text().equals(t.base().text())) {
          return c;
        }
      }
      List<Expr> dims = t.dimensions().stream().map(this::control).toList();
      return new DataType(Precision.of(t.base().text()).orElseThrow(), dims, t.window());
    }

    List<Stmt> stmts(List<AstStmt> body) {
      Block inner = new Block(names);
      return body.stream().map(s -> s.accept(inner)).toList();
    }

    Binding name(String name) {
      return names.getOrDefault(name, new Binding(new Sym(name), true));
    }

    Sym bind(String name, boolean data) {
      Sym sym = new Sym(name);
      names.put(name, new Binding(sym, data));
      return sym;
    }

    Expr control(AstExpr e) {
      return e.accept(new Exprs(this, true));
    }

    List<Expr> controls(List<AstExpr> list) {
      return list.stream().map(this::control).toList();
    }

    Expr data(AstExpr e) {
      return e.accept(new Exprs(this, false));
    }

    @Override
    public Stmt visitAssign(AstStmt.Assign s) {
      boolean window =
          s.value() instanceof AstExpr.Subscript w
              && w.hasSlice()
              && !names.containsKey(s.target().text());
      if (window) {
        Expr.Window w = (Expr.Window) data(s.value());
        Sym sym = bind(s.target().text(), true);
        return new Stmt.WindowStmt(new StmtId(), sym, w, s.span());
      }
      Sym buf = name(s.target().text()).sym();
      return new Stmt.Assign(new StmtId(), buf, controls(s.indices()), data(s.value()), s.span());
    }

    @Override
    public Stmt visitReduce(AstStmt.Reduce s) {
      Sym buf = name(s.target().text()).sym();
      return new Stmt.Reduce(new StmtId(), buf, controls(s.indices()), data(s.value()), s.span());
    }

    @Override
    public Stmt visitAlloc(AstStmt.Alloc s) {
      DataType t = type(s.type()).asData().orElseThrow();
      return new Stmt.Alloc(new StmtId(), bind(s.name().text(), true), t, Memory.DRAM, s.span());
    }

    @Override
    public Stmt visitFieldAssign(AstStmt.FieldAssign s) {
      Config c = configs.get(s.config().text());
      boolean data = c.field(s.field().text()).type().isData();
      Expr rhs = data ? data(s.value()) : control(s.value());
      return new Stmt.WriteConfig(new StmtId(), c, s.field().text(), rhs, s.span());
    }

    @Override
    public Stmt visitPass(AstStmt.Pass s) {
      return new Stmt.Pass(new StmtId(), s.span());
    }

    @Override
    public Stmt visitFor(AstStmt.For s) {
      Expr lo = control(s.lo());
      Expr hi = control(s.hi());
      Block inner = new Block(names);
      Sym iter = inner.bind(s.iter().text(), false);
      LoopMode mode = s.mode() == AstLoopMode.PAR ? LoopMode.PAR : LoopMode.SEQ;
      return new Stmt.For(new StmtId(), iter, lo, hi, mode, inner.stmts(s.body()), s.span());
    }

    @Override
    public Stmt visitIf(AstStmt.If s) {
      Expr cond = control(s.condition());
      return new Stmt.If(new StmtId(), cond, stmts(s.body()), stmts(s.orElse()), s.span());
    }

    @Override
    public Stmt visitCall(AstStmt.Call s) {
      Proc callee = procs.get(s.procedure().text());
      List<Expr> args = new ArrayList<>();
      for (int i = 0; i < s.arguments().size(); i++) {
        boolean data = i >= callee.args().size() || callee.args().get(i).type().isData();
        args.add(data ? data(s.arguments().get(i)) : control(s.arguments().get(i)));
      }
      return new Stmt.Call(new StmtId(), callee, args, s.span());
    }

    @Override
    public Stmt visitHole(AstStmt.Hole s) {
      throw new UnsupportedOperationException("hole");
    }
  }

  /** Expressions; whole numbers are control or data by position. */
  private final class Exprs implements AstExpr.Visitor<Expr> {
    private final Block block;
    private final boolean control;

    Exprs(Block block, boolean control) {
      this.block = block;
      this.control = control;
    }

    @Override
    public Expr visitInt(AstExpr.IntLiteral e) {
      return control
          ? new Expr.IntLit(e.value(), e.span())
          : new Expr.DataLit(BigDecimal.valueOf(e.value()), e.span());
    }

    @Override
    public Expr visitFloat(AstExpr.FloatLiteral e) {
      return Expr.DataLit.floating(BigDecimal.valueOf(e.value()), e.span());
    }

    @Override
    public Expr visitBool(AstExpr.BoolLiteral e) {
      return new Expr.BoolLit(e.value(), e.span());
    }

    @Override
    public Expr visitName(AstExpr.Name e) {
      Binding b = block.name(e.id());
      return b.data()
          ? new Expr.Read(b.sym(), List.of(), e.span())
          : new Expr.Var(b.sym(), e.span());
    }

    @Override
    public Expr visitSubscript(AstExpr.Subscript e) {
      Sym buf = block.name(e.base().text()).sym();
      if (!e.hasSlice()) {
        return new Expr.Read(buf, block.controls(e.indices()), e.span());
      }
      List<Coord> coords = new ArrayList<>();
      for (AstExpr i : e.indices()) {
        coords.add(
            i instanceof AstExpr.Slice s
                ? new Coord.Interval(
                    s.lo().map(block::control).orElse(Expr.lit(0)),
                    block.control(s.hi().orElseThrow()))
                : new Coord.Point(block.control(i)));
      }
      return new Expr.Window(buf, coords, e.span());
    }

    @Override
    public Expr visitSlice(AstExpr.Slice e) {
      throw new UnsupportedOperationException("slice");
    }

    @Override
    public Expr visitNegate(AstExpr.Negate e) {
      return Expr.negate(e.operand().accept(this), e.span());
    }

    @Override
    public Expr visitBinary(AstExpr.Binary e) {
      return new Expr.Bin(
          BinOp.valueOf(e.op().name()), e.left().accept(this), e.right().accept(this), e.span());
    }

    @Override
    public Expr visitChain(AstExpr.Chain e) {
      Optional<Expr> all = Optional.empty();
      for (int i = 0; i < e.ops().size(); i++) {
        Expr pair =
            new Expr.Bin(
                BinOp.valueOf(e.ops().get(i).name()),
                e.operands().get(i).accept(this),
                e.operands().get(i + 1).accept(this),
                e.span());
        all = Optional.of(all.<Expr>map(a -> Expr.bin(BinOp.AND, a, pair)).orElse(pair));
      }
      return all.orElseThrow();
    }

    @Override
    public Expr visitCall(AstExpr.Call e) {
      return new Expr.ExternCall(
          externs.get(e.function().text()),
          e.arguments().stream().map(block::data).toList(),
          e.span());
    }

    @Override
    public Expr visitStride(AstExpr.Stride e) {
      Sym buf = block.name(e.tensor().text()).sym();
      return new Expr.Stride(buf, e.dimension().orElseThrow(), e.span());
    }

    @Override
    public Expr visitField(AstExpr.Field e) {
      return new Expr.ReadConfig(configs.get(e.config().text()), e.field().text(), e.span());
    }

    @Override
    public Expr visitHole(AstExpr.Hole e) {
      throw new UnsupportedOperationException("hole");
    }
  }
}
