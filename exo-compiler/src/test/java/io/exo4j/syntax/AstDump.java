package io.exo4j.syntax;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Shows trees as text: fully parenthesised, one item or statement a line, so that tests can compare
 * them.
 */
final class AstDump
    implements AstExpr.Visitor<String>,
        AstStmt.Visitor<String>,
        AstItem.Visitor<String>,
        AstLiteral.Visitor<String> {
  private String indent = "";

  static String of(AstExpr e) {
    return e.accept(new AstDump());
  }

  static String of(AstModule module) {
    AstDump dump = new AstDump();
    return module.documentation().map(d -> "doc " + quote(d) + "\n").orElse("")
        + module.items().stream().map(i -> i.accept(dump)).collect(Collectors.joining());
  }

  static String of(AstPattern pattern) {
    AstDump dump = new AstDump();
    String body =
        pattern.expression().isPresent() && pattern.statements().isEmpty()
            ? "expr " + pattern.expression().get().accept(dump) + "\n"
            : dump.statements(pattern.statements());
    String both =
        pattern.expression().isPresent() && !pattern.statements().isEmpty()
            ? "or an expression\n"
            : "";
    return body
        + both
        + (pattern.index().isPresent() ? "#" + pattern.index().getAsInt() + "\n" : "");
  }

  private static String quote(String s) {
    return "'" + s.replace("\n", "\\n") + "'";
  }

  private String list(List<AstExpr> list) {
    return list.stream().map(e -> e.accept(this)).collect(Collectors.joining(", "));
  }

  @Override
  public String visitInt(AstExpr.IntLiteral e) {
    return Long.toString(e.value());
  }

  @Override
  public String visitFloat(AstExpr.FloatLiteral e) {
    return Double.toString(e.value());
  }

  @Override
  public String visitBool(AstExpr.BoolLiteral e) {
    return e.value() ? "True" : "False";
  }

  @Override
  public String visitName(AstExpr.Name e) {
    return e.id();
  }

  @Override
  public String visitSubscript(AstExpr.Subscript e) {
    return e.base() + "[" + list(e.indices()) + "]";
  }

  @Override
  public String visitSlice(AstExpr.Slice e) {
    return e.lo().map(x -> x.accept(this)).orElse("")
        + ":"
        + e.hi().map(x -> x.accept(this)).orElse("");
  }

  @Override
  public String visitNegate(AstExpr.Negate e) {
    return "(-" + e.operand().accept(this) + ")";
  }

  @Override
  public String visitBinary(AstExpr.Binary e) {
    return "(" + e.left().accept(this) + " " + e.op().symbol() + " " + e.right().accept(this) + ")";
  }

  @Override
  public String visitChain(AstExpr.Chain e) {
    StringBuilder out = new StringBuilder("{").append(e.operands().get(0).accept(this));
    for (int i = 0; i < e.ops().size(); i++) {
      out.append(' ')
          .append(e.ops().get(i).symbol())
          .append(' ')
          .append(e.operands().get(i + 1).accept(this));
    }
    return out.append('}').toString();
  }

  @Override
  public String visitCall(AstExpr.Call e) {
    return e.function() + "(" + list(e.arguments()) + ")";
  }

  @Override
  public String visitStride(AstExpr.Stride e) {
    return "<stride of "
        + e.tensor()
        + " "
        + (e.dimension().isPresent() ? e.dimension().getAsInt() : "_")
        + ">";
  }

  @Override
  public String visitField(AstExpr.Field e) {
    return "<" + e.config() + "." + e.field() + ">";
  }

  @Override
  public String visitHole(AstExpr.Hole e) {
    return "HOLE";
  }

  private String statements(List<AstStmt> list) {
    return list.stream().map(s -> s.accept(this)).collect(Collectors.joining());
  }

  private String block(List<AstStmt> list) {
    String outer = indent;
    indent += "  ";
    String out = statements(list);
    indent = outer;
    return out;
  }

  private String line(String text) {
    return indent + text + "\n";
  }

  private String target(AstName name, List<AstExpr> indices) {
    return name + (indices.isEmpty() ? "" : "[" + list(indices) + "]");
  }

  private String type(AstType t) {
    return (t.window() ? "[" + t.base() + "]" : t.base().text())
        + (t.dimensions().isEmpty() ? "" : "[" + list(t.dimensions()) + "]");
  }

  @Override
  public String visitAssign(AstStmt.Assign s) {
    return line(target(s.target(), s.indices()) + " = " + s.value().accept(this));
  }

  @Override
  public String visitReduce(AstStmt.Reduce s) {
    return line(target(s.target(), s.indices()) + " += " + s.value().accept(this));
  }

  @Override
  public String visitAlloc(AstStmt.Alloc s) {
    return line(s.name() + " : " + type(s.type()) + s.memory().map(m -> " @ " + m).orElse(""));
  }

  @Override
  public String visitFieldAssign(AstStmt.FieldAssign s) {
    return line("<" + s.config() + "." + s.field() + "> = " + s.value().accept(this));
  }

  @Override
  public String visitPass(AstStmt.Pass s) {
    return line("pass");
  }

  @Override
  public String visitFor(AstStmt.For s) {
    return line(
            "for "
                + s.iter()
                + " "
                + s.mode()
                + " "
                + s.lo().accept(this)
                + ".."
                + s.hi().accept(this))
        + block(s.body());
  }

  @Override
  public String visitIf(AstStmt.If s) {
    return line("if " + s.condition().accept(this))
        + block(s.body())
        + (s.orElse().isEmpty() ? "" : line("else") + block(s.orElse()));
  }

  @Override
  public String visitCall(AstStmt.Call s) {
    return line("call " + s.procedure() + "(" + list(s.arguments()) + ")");
  }

  @Override
  public String visitHole(AstStmt.Hole s) {
    return line("HOLE");
  }

  @Override
  public String visitImport(AstItem.Import item) {
    return line(
        "import "
            + (item.file() ? quote(item.source()) : item.source())
            + " "
            + (item.all() ? "*" : item.names()));
  }

  private String parameters(List<AstParam> list) {
    return list.stream()
        .map(p -> p.name() + ": " + type(p.type()) + p.memory().map(m -> " @ " + m).orElse(""))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public String visitProc(AstItem.Proc item) {
    String kind =
        item.instr()
            .map(i -> "instr " + quote(i.template()) + " " + quote(i.global()) + " ")
            .orElse("proc ");
    return line(
            kind + item.name() + parameters(item.parameters()) + (item.export() ? "" : " private"))
        + item.documentation().map(d -> "  doc " + quote(d) + "\n").orElse("")
        + item.assertions().stream()
            .map(a -> "  assert " + a.accept(this) + "\n")
            .collect(Collectors.joining())
        + block(item.body());
  }

  private static String documentation(Optional<String> text) {
    return text.map(d -> "  doc " + quote(d) + "\n").orElse("");
  }

  @Override
  public String visitUnread(AstItem.Unread item) {
    return line("unread " + item.name());
  }

  @Override
  public String visitConfig(AstItem.Config item) {
    return line("config " + item.name() + (item.readWrite() ? "" : " readwrite=False"))
        + documentation(item.documentation())
        + item.fields().stream()
            .map(f -> "  " + f.name() + ": " + type(f.type()) + "\n")
            .collect(Collectors.joining());
  }

  @Override
  public String visitExtern(AstItem.Extern item) {
    return line(
        "extern "
            + quote(item.template())
            + " "
            + quote(item.global())
            + " "
            + item.name()
            + parameters(item.parameters())
            + " -> "
            + type(item.result()));
  }

  private String settings(List<AstItem.Setting> list) {
    return list.stream()
        .map(s -> "  " + s.key() + " = " + s.value().accept(this) + "\n")
        .collect(Collectors.joining());
  }

  @Override
  public String visitMemory(AstItem.Memory item) {
    return line("memory " + item.name() + item.base().map(b -> " extends " + b).orElse(""))
        + documentation(item.documentation())
        + settings(item.settings())
        + item.elements().stream()
            .map(e -> "  element " + e.scalar() + " " + quote(e.cType()) + " * " + e.count() + "\n")
            .collect(Collectors.joining());
  }

  @Override
  public String visitTarget(AstItem.Target item) {
    return line("target " + item.name())
        + documentation(item.documentation())
        + settings(item.settings());
  }

  @Override
  public String visitText(AstLiteral.Text literal) {
    return quote(literal.value());
  }

  @Override
  public String visitInt(AstLiteral.Int literal) {
    return Long.toString(literal.value());
  }

  @Override
  public String visitFloat(AstLiteral.Float literal) {
    return Double.toString(literal.value());
  }

  @Override
  public String visitBool(AstLiteral.Bool literal) {
    return Boolean.toString(literal.value());
  }
}
