package io.exo4j.ir;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Prints valid {@code .exo}: two-space indentation, one statement a line, no needless parentheses,
 * and names made unique with {@code _1}, {@code _2} … only where a shadowed name would change the
 * meaning. Parsing the text gives an equal procedure back.
 */
public final class Printer {
  private final StringBuilder out = new StringBuilder();
  private final PrintedNames names = new PrintedNames();
  private final ExprPrinter exprs = new ExprPrinter(names::of);

  private Printer() {}

  /** The text of one procedure, header included, ending in a line break. */
  public static String print(Proc proc) {
    Printer p = new Printer();
    p.proc(proc);
    return p.out.toString();
  }

  /** The name under which {@link #print(Proc)} shows each symbol that the procedure declares. */
  public static Map<Sym, String> names(Proc proc) {
    return PrintedNames.all(proc);
  }

  /** The text of an expression; symbols print by their plain names. */
  public static String print(Expr e) {
    return new ExprPrinter(Sym::name).print(e, 0);
  }

  /** The text of a coordinate. */
  public static String print(Coord c) {
    return new ExprPrinter(Sym::name).coord(c);
  }

  /** The text of a type without its memory. */
  public static String print(Type t) {
    return new ExprPrinter(Sym::name).type(t);
  }

  /** The text of a block at column 0; free symbols print by their plain names. */
  public static String print(List<Stmt> block) {
    Printer p = new Printer();
    p.block(block, 0);
    return p.out.toString();
  }

  /** The text of one statement. */
  public static String print(Stmt s) {
    return print(List.of(s));
  }

  /** A string literal that the lexer reads back. */
  public static String quote(String s) {
    StringBuilder b = new StringBuilder("\"");
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"' -> b.append("\\\"");
        case '\\' -> b.append("\\\\");
        case '\n' -> b.append("\\n");
        case '\t' -> b.append("\\t");
        case '\r' -> b.append("\\r");
        default -> b.append(c);
      }
    }
    return b.append('"').toString();
  }

  private void proc(Proc p) {
    if (p.instr().isPresent()) {
      InstrTemplate t = p.instr().get();
      out.append("@instr(").append(quote(t.instr()));
      if (!t.global().isEmpty()) {
        out.append(", ").append(quote(t.global()));
      }
      out.append(")\n");
    } else {
      out.append(p.exported() ? "@proc\n" : "@proc(export=False)\n");
    }
    names.arguments(p);
    StringJoiner args = new StringJoiner(", ");
    for (Arg a : p.args()) {
      String mem = a.type().isData() ? " @" + a.memory().name() : "";
      args.add(names.of(a.sym()) + " : " + exprs.type(a.type()) + mem);
    }
    out.append("def ").append(p.name()).append('(').append(args).append("):\n");
    p.doc().ifPresent(d -> indent(1).append(docstring(d)).append('\n'));
    for (Expr e : p.preds()) {
      indent(1).append("assert ").append(exprs.print(e, 0)).append('\n');
    }
    block(p.body(), 1);
  }

  /** A documentation string: triple quotes, so that it may have several lines. */
  private static String docstring(String doc) {
    String body = doc.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r");
    return "\"\"\"" + body + "\"\"\"";
  }

  private StringBuilder indent(int level) {
    return out.append("  ".repeat(level));
  }

  private void block(List<Stmt> block, int level) {
    names.open();
    for (int i = 0; i < block.size(); i++) {
      block.get(i).accept(new StmtPrinter(level, block.subList(i + 1, block.size())));
    }
    names.close();
  }

  private final class StmtPrinter implements Stmt.Visitor<Void> {
    private final int level;
    private final List<Stmt> rest;

    StmtPrinter(int level, List<Stmt> rest) {
      this.level = level;
      this.rest = rest;
    }

    private Void line(String text) {
      indent(level).append(text).append('\n');
      return null;
    }

    private String lvalue(Sym buf, List<Expr> idx) {
      return exprs.print(new Expr.Read(buf, idx, SourceSpan.NONE), 0);
    }

    @Override
    public Void assign(Stmt.Assign s) {
      return line(lvalue(s.buf(), s.idx()) + " = " + exprs.print(s.rhs(), 0));
    }

    @Override
    public Void reduce(Stmt.Reduce s) {
      return line(lvalue(s.buf(), s.idx()) + " += " + exprs.print(s.rhs(), 0));
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      return line(s.config().name() + "." + s.field() + " = " + exprs.print(s.rhs(), 0));
    }

    @Override
    public Void pass(Stmt.Pass s) {
      return line("pass");
    }

    @Override
    public Void ifStmt(Stmt.If s) {
      line("if " + exprs.print(s.cond(), 0) + ":");
      block(s.then(), level + 1);
      if (!s.orelse().isEmpty()) {
        line("else:");
        block(s.orelse(), level + 1);
      }
      return null;
    }

    @Override
    public Void forStmt(Stmt.For s) {
      String bounds = exprs.print(s.lo(), 0) + ", " + exprs.print(s.hi(), 0);
      names.open();
      names.loop(s);
      line("for " + names.of(s.iter()) + " in " + s.mode().text() + "(" + bounds + "):");
      block(s.body(), level + 1);
      names.close();
      return null;
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      String type = exprs.type(s.type());
      names.allocation(s, rest);
      return line(names.of(s.buf()) + " : " + type + " @" + s.memory().name());
    }

    @Override
    public Void call(Stmt.Call s) {
      return line(s.callee().name() + "(" + exprs.list(s.args()) + ")");
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      String window = exprs.print(s.window(), 0);
      names.window(s);
      return line(names.of(s.name()) + " = " + window);
    }
  }
}
