package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Parses the classes: configurations, memories and targets. */
final class ClassParser {
  private final TokenCursor in;
  private final StmtParser stmts;
  private final LiteralParser literals;

  ClassParser(TokenCursor in, StmtParser stmts, LiteralParser literals) {
    this.in = in;
    this.stmts = stmts;
    this.literals = literals;
  }

  AstItem config(int start, DecoratorUse decorator) {
    Head head = head("configuration", false);
    List<AstItem.ConfigField> fields = new ArrayList<>();
    Optional<String> documentation = members(head, () -> fields.add(field()));
    return new AstItem.Config(
        in.spanFrom(start), head.name(), documentation, fields, decorator.readWrite());
  }

  AstItem memory(int start) {
    Head head = head("memory", true);
    List<AstItem.Setting> settings = new ArrayList<>();
    List<AstItem.Element> elements = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Optional<String> documentation =
        members(
            head,
            () -> {
              if (in.atWord("element") && in.peek(1).is(TokenKind.NAME)) {
                elements.add(element(seen));
              } else {
                settings.add(setting(seen));
              }
            });
    return new AstItem.Memory(
        in.spanFrom(start), head.name(), head.base(), documentation, settings, elements);
  }

  AstItem target(int start) {
    Head head = head("target", false);
    List<AstItem.Setting> settings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Optional<String> documentation = members(head, () -> settings.add(setting(seen)));
    return new AstItem.Target(in.spanFrom(start), head.name(), documentation, settings);
  }

  private record Head(AstName name, Optional<AstName> base) {}

  private Head head(String what, boolean mayExtend) {
    in.expect(TokenKind.CLASS, "");
    AstName name = in.expectName("the name of the " + what);
    Optional<AstName> base = Optional.empty();
    if (in.at(TokenKind.LPAREN)) {
      Token open = in.next();
      if (!in.at(TokenKind.RPAREN)) {
        base = Optional.of(in.expectName("the name of the memory that it extends"));
        in.expect(TokenKind.RPAREN, " to close '('");
      } else {
        in.next();
      }
      if (base.isPresent() && !mayExtend) {
        in.report(
            SyntaxCode.INVALID_MEMBER,
            in.spanFrom(open.start()),
            "a " + what + " cannot extend another",
            "only a memory can; repeat the members");
        base = Optional.empty();
      }
    }
    stmts.colon("the name of the " + what);
    return new Head(name, base);
  }

  /** Parses the members, one on each line; goes past mistakes. Returns the documentation. */
  private Optional<String> members(Head head, Runnable member) {
    if (!in.at(TokenKind.NEWLINE)) {
      memberLine(member);
      return Optional.empty();
    }
    in.next();
    if (!in.accept(TokenKind.INDENT)) {
      stmts.emptyBlock("class '" + head.name().text() + "'");
      return Optional.empty();
    }
    Optional<String> documentation = literals.documentation();
    while (!in.at(TokenKind.DEDENT) && !in.at(TokenKind.EOF)) {
      int before = in.position();
      memberLine(member);
      if (in.position() == before) {
        in.next();
      }
    }
    in.accept(TokenKind.DEDENT);
    return documentation;
  }

  private void memberLine(Runnable member) {
    try {
      do {
        if (in.at(TokenKind.INDENT)) {
          in.report(
              SyntaxCode.UNEXPECTED_INDENT,
              in.span(in.peek()),
              "this line is indented deeper than its block",
              "indent it like the line before");
          in.skipBlock();
          return;
        }
        refuseOtherMembers();
        if (!in.accept(TokenKind.PASS)) {
          member.run();
        }
      } while (in.accept(TokenKind.SEMICOLON) && !in.at(TokenKind.NEWLINE));
      if (!in.accept(TokenKind.NEWLINE) && !in.at(TokenKind.EOF)) {
        throw in.unexpected("the end of the line");
      }
    } catch (ParseFailure failure) {
      in.skipLine();
      in.skipBlock();
    }
  }

  private void refuseOtherMembers() {
    switch (in.peek().kind()) {
      case DEF, CLASS, AT, FOR, IF, ASSERT, STRING ->
          throw in.fail(
              SyntaxCode.INVALID_MEMBER,
              in.here(),
              in.peek().describe() + " cannot be part of this class",
              "a class holds settings (key = value) or fields (name: type); C text is given by templates");
      default -> {}
    }
  }

  private AstItem.ConfigField field() {
    Token start = in.peek();
    AstName name = in.expectName("the name of a field");
    if (in.at(TokenKind.ASSIGN)) {
      throw in.fail(
          SyntaxCode.INVALID_MEMBER,
          in.here(),
          "a configuration holds fields with types",
          "write " + name.text() + ": f32; every field starts as zero or False");
    }
    in.expect(TokenKind.COLON, " behind the name of the field");
    AstType type = stmts.types().type();
    SourceSpan span = in.spanFrom(start.start());
    if (in.at(TokenKind.ASSIGN)) {
      throw in.fail(
          SyntaxCode.INVALID_MEMBER,
          in.here(),
          "a field has no initial value",
          "every field starts as zero or False; assign to it in a procedure");
    }
    return new AstItem.ConfigField(span, name, type);
  }

  private AstItem.Setting setting(Set<String> seen) {
    Token start = in.peek();
    // Keys such as "global" are keywords of Python.
    boolean key =
        start.is(TokenKind.NAME) || (start.kind().isKeyword() && in.peek(1).is(TokenKind.ASSIGN));
    if (!key) {
      throw in.unexpected(SyntaxCode.INVALID_MEMBER, "a setting: key = value");
    }
    in.next();
    if (in.at(TokenKind.COLON)) {
      throw in.fail(
          SyntaxCode.INVALID_MEMBER,
          in.here(),
          "only a configuration has fields with types",
          "write key = value");
    }
    in.expect(TokenKind.ASSIGN, " behind the key of a setting");
    AstLiteral value = literals.literal("the value of " + start.text());
    refuseRepetition(seen, start.text(), in.span(start));
    return new AstItem.Setting(
        in.spanFrom(start.start()), new AstName(in.span(start), start.text()), value);
  }

  private AstItem.Element element(Set<String> seen) {
    Token start = in.next();
    AstName scalar = in.expectName("the type of an element");
    in.expect(TokenKind.ASSIGN, " behind the type of the element");
    String type = literals.text("the C type of a group of elements");
    in.expect(TokenKind.STAR, " and the number of elements behind the C type");
    Token count = in.expect(TokenKind.INT, ": the number of elements in one C value");
    long number = count.text().length() > 9 ? 0 : Long.parseLong(count.text());
    if (number < 1) {
      throw in.fail(
          SyntaxCode.INVALID_NUMBER,
          in.span(count),
          "this is not a number of elements",
          "write a number between 1 and 999999999");
    }
    refuseRepetition(seen, "element " + scalar.text(), scalar.span());
    return new AstItem.Element(in.spanFrom(start.start()), scalar, type, number);
  }

  private void refuseRepetition(Set<String> seen, String key, SourceSpan span) {
    if (!seen.add(key)) {
      throw in.fail(
          SyntaxCode.DUPLICATE_SETTING,
          span,
          "'" + key + "' is given twice",
          "remove one of the two");
    }
  }
}
