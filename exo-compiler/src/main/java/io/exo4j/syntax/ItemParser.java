package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses the items of a file. A mistake ends the item, member or statement it is in; parsing goes
 * on behind it.
 */
final class ItemParser {
  private final TokenCursor in;
  private final StmtParser stmts;
  private final ClassParser classes;
  private final LiteralParser literals;

  /** Whether the item before was a stray statement: a whole block of them is one mistake. */
  private boolean straying;

  ItemParser(TokenCursor in) {
    this.in = in;
    this.stmts = new StmtParser(in, false);
    this.literals = new LiteralParser(in);
    this.classes = new ClassParser(in, stmts, literals);
  }

  /** Parses all items up to the end of the file. */
  List<AstItem> items() {
    List<AstItem> items = new ArrayList<>();
    while (!in.at(TokenKind.EOF)) {
      int before = in.position();
      try {
        item().ifPresent(items::add);
      } catch (ParseFailure failure) {
        in.skipLine();
        in.skipBlock();
      }
      if (in.position() == before) {
        in.next();
      }
    }
    return items;
  }

  /** Parses the string at the head of a file, if there is one. */
  Optional<String> documentation() {
    while (in.at(TokenKind.NEWLINE)) {
      in.next();
    }
    return literals.documentation();
  }

  private Optional<AstItem> item() {
    Token token = in.peek();
    boolean wasStraying = straying;
    straying = false;
    switch (token.kind()) {
      case NEWLINE, DEDENT -> {
        in.next();
        straying = wasStraying;
        return Optional.empty();
      }
      case AT -> {
        return decorated();
      }
      case FROM -> {
        return Optional.of(importItem());
      }
      case IMPORT ->
          throw in.fail(
              SyntaxCode.INVALID_IMPORT,
              in.here(),
              "an import starts with 'from'",
              "write: from library import *, or: from \"file.exo\" import name");
      case DEF -> {
        in.report(
            SyntaxCode.MISSING_DECORATOR,
            in.here(),
            "this definition has no decorator",
            "write @proc on the line before");
        return procedure(token.start(), new DecoratorUse(Decorator.PROC, List.of(), List.of()));
      }
      case CLASS ->
          throw in.fail(
              SyntaxCode.MISSING_DECORATOR,
              in.here(),
              "this class has no decorator",
              "write @config, @memory or @target on the line before");
      case INDENT -> {
        strayBlock(wasStraying);
        return Optional.empty();
      }
      case ERROR -> throw new ParseFailure();
      default -> {
        strayStatement(wasStraying);
        return Optional.empty();
      }
    }
  }

  private void strayBlock(boolean wasStraying) {
    if (!wasStraying) {
      in.report(
          SyntaxCode.UNEXPECTED_INDENT,
          in.span(in.peek()),
          "this line belongs to no block",
          "items stand at the left margin");
    }
    in.next();
    while (!in.at(TokenKind.DEDENT) && !in.at(TokenKind.EOF)) {
      if (in.at(TokenKind.INDENT)) {
        in.skipBlock();
      } else {
        in.skipLine();
      }
    }
    in.accept(TokenKind.DEDENT);
    straying = true;
  }

  private void strayStatement(boolean wasStraying) {
    if (!wasStraying) {
      in.report(
          SyntaxCode.STRAY_STATEMENT,
          in.here(),
          "a file consists of imports and definitions, not statements",
          "indent the statements of a procedure below its 'def'");
    }
    in.skipLine();
    in.skipBlock();
    straying = true;
  }

  // ---- imports

  private AstItem importItem() {
    Token start = in.next();
    Token first = in.peek();
    boolean file = first.is(TokenKind.STRING);
    String source = file ? literals.text("the file's name") : dottedName();
    SourceSpan sourceSpan = in.spanFrom(first.start());
    in.expect(TokenKind.IMPORT, " behind the source of the import");
    List<AstName> names = new ArrayList<>();
    boolean all = in.accept(TokenKind.STAR);
    if (!all) {
      importedNames(names);
    }
    SourceSpan span = in.spanFrom(start.start());
    endOfLine();
    return new AstItem.Import(span, source, sourceSpan, file, names, all);
  }

  private String dottedName() {
    if (in.at(TokenKind.DOT) || in.at(TokenKind.ELLIPSIS)) {
      throw in.fail(
          SyntaxCode.INVALID_IMPORT,
          in.here(),
          "there are no relative library names",
          "import a file of the project by its path: from \"other.exo\" import *");
    }
    StringBuilder name =
        new StringBuilder(in.expectName("the name of a library, or a file in quotes,").text());
    while (in.accept(TokenKind.DOT)) {
      name.append('.').append(in.expectName("a name behind '.'").text());
    }
    return name.toString();
  }

  private void importedNames(List<AstName> names) {
    boolean parenthesized = in.accept(TokenKind.LPAREN);
    do {
      if (parenthesized && !names.isEmpty() && in.at(TokenKind.RPAREN)) {
        break;
      }
      names.add(in.expectName("a name to import, or '*',"));
      if (in.atWord("as")) {
        throw in.fail(
            SyntaxCode.INVALID_IMPORT,
            in.here(),
            "an import cannot rename",
            "import the name and use it as it is");
      }
    } while (in.accept(TokenKind.COMMA));
    if (parenthesized) {
      in.expect(TokenKind.RPAREN, " to close '('");
    }
  }

  private void endOfLine() {
    if (!in.accept(TokenKind.NEWLINE) && !in.at(TokenKind.EOF)) {
      throw in.unexpected("the end of the line");
    }
  }

  // ---- decorators

  private Optional<AstItem> decorated() {
    Token start = in.peek();
    Optional<DecoratorUse> use = Optional.empty();
    int count = 0;
    while (in.at(TokenKind.AT)) {
      Token at = in.peek();
      try {
        Optional<DecoratorUse> another = decorator();
        use = use.or(() -> another);
      } catch (ParseFailure failure) {
        in.skipLine();
        use = use.or(() -> Optional.of(DecoratorUse.broken(wordBehind(at))));
      }
      if (++count == 2) {
        in.report(
            SyntaxCode.INVALID_DECORATOR,
            in.span(at),
            "a definition has one decorator",
            "remove one of the two");
      }
    }
    if (use.isEmpty()) {
      skipDefinition();
      return Optional.empty();
    }
    DecoratorUse decorator = use.get();
    TokenKind expected = decorator.kind().isClass() ? TokenKind.CLASS : TokenKind.DEF;
    if (!in.at(expected)) {
      String word = decorator.kind().word();
      if (in.at(TokenKind.CLASS) || in.at(TokenKind.DEF)) {
        in.report(
            SyntaxCode.INVALID_DECORATOR,
            in.here(),
            "expected "
                + expected.describe()
                + " behind @"
                + word
                + ", found "
                + in.peek().describe(),
            decorator.kind().isClass()
                ? "procedures have the decorator @proc"
                : "classes have @config, @memory or @target");
        skipDefinition();
        return Optional.empty();
      }
      throw in.unexpected(expected.describe() + " behind @" + word);
    }
    return switch (decorator.kind()) {
      case PROC, INSTR -> procedure(start.start(), decorator);
      case EXTERN -> Optional.of(extern(start.start(), decorator));
      case CONFIG -> Optional.of(classes.config(start.start(), decorator));
      case MEMORY -> Optional.of(classes.memory(start.start()));
      case TARGET -> Optional.of(classes.target(start.start()));
    };
  }

  private Decorator wordBehind(Token at) {
    Token word = in.tokenBehind(at);
    return Decorator.ofName(word.text()).orElse(Decorator.PROC);
  }

  private void skipDefinition() {
    if (in.at(TokenKind.CLASS) || in.at(TokenKind.DEF)) {
      in.skipLine();
      in.skipBlock();
    }
  }

  /** Parses one decorator line; nothing, after a report, if there is no such decorator. */
  private Optional<DecoratorUse> decorator() {
    in.next();
    Token word = in.peek();
    AstName name = in.expectName("a decorator behind '@'");
    Optional<Decorator> kind = Decorator.ofName(name.text());
    if (kind.isEmpty()) {
      in.report(
          SyntaxCode.UNKNOWN_DECORATOR,
          in.span(word),
          "there is no decorator '@" + name.text() + "'",
          Suggest.didYouMean(name.text(), Decorator.names())
              .orElse("the decorators are @" + String.join(" @", Decorator.names())));
      in.skipLine();
      return Optional.empty();
    }
    List<AstLiteral> positional = new ArrayList<>();
    List<AstItem.Setting> named = new ArrayList<>();
    if (in.accept(TokenKind.LPAREN)) {
      while (!in.at(TokenKind.RPAREN)) {
        decoratorArgument(positional, named);
        if (!in.accept(TokenKind.COMMA) && !in.at(TokenKind.RPAREN)) {
          throw in.unexpected("',' or ')'");
        }
      }
      in.next();
    }
    SourceSpan span = in.spanFrom(word.start());
    endOfLine();
    return Optional.of(new DecoratorUse(kind.get(), positional, named).checked(in, span));
  }

  private void decoratorArgument(List<AstLiteral> positional, List<AstItem.Setting> named) {
    Token first = in.peek();
    if (!in.peek(1).is(TokenKind.ASSIGN)) {
      if (!named.isEmpty()) {
        throw in.fail(
            SyntaxCode.INVALID_DECORATOR,
            in.here(),
            "this argument must stand before the named ones",
            "name it, or move it");
      }
      positional.add(literals.literal("an argument of the decorator"));
      return;
    }
    in.next();
    in.next();
    AstName key = new AstName(in.span(first), first.text());
    AstLiteral value = literals.literal("the value of " + first.text());
    named.add(new AstItem.Setting(in.spanFrom(first.start()), key, value));
  }

  // ---- procedures, instructions, externs

  /**
   * Parses a definition; nothing if its head was wrong, whose body is then only searched for
   * mistakes.
   */
  private Optional<AstItem> procedure(int start, DecoratorUse decorator) {
    in.expect(TokenKind.DEF, "");
    Optional<AstItem.InstrSpec> instr = decorator.instr();
    AstName name;
    List<AstParam> parameters;
    try {
      name = in.expectName("the name of the procedure");
      parameters = parameters();
      if (in.at(TokenKind.ARROW)) {
        in.report(
            SyntaxCode.UNEXPECTED_TOKEN,
            in.here(),
            "a procedure returns nothing",
            "give the result through an argument; only an @extern has '-> type'");
        in.next();
        stmts.types().type();
      }
      stmts.colon("the head of the procedure");
    } catch (ParseFailure failure) {
      in.skipLine();
      if (in.at(TokenKind.INDENT)) {
        body();
      }
      return Optional.empty();
    }
    Body body;
    if (!in.at(TokenKind.NEWLINE)) {
      List<AstStmt> inline = new ArrayList<>();
      stmts.statementLine(inline);
      body = new Body(Optional.empty(), List.of(), inline, false);
    } else if (in.peek(1).is(TokenKind.INDENT)) {
      in.next();
      body = body();
    } else {
      body = new Body(Optional.empty(), List.of(), List.of(), true);
    }
    if (body.empty()) {
      in.report(
          SyntaxCode.EXPECTED_BLOCK,
          name.span(),
          "procedure '" + name.text() + "' has no statements",
          "write 'pass' if it is meant to do nothing");
    }
    return Optional.of(
        new AstItem.Proc(
            in.spanFrom(start),
            name,
            parameters,
            body.documentation(),
            body.assertions(),
            body.statements(),
            decorator.export(),
            instr));
  }

  private record Body(
      Optional<String> documentation,
      List<AstExpr> assertions,
      List<AstStmt> statements,
      boolean empty) {}

  /** Parses the indented body that starts here. */
  private Body body() {
    in.expect(TokenKind.INDENT, "");
    List<AstExpr> assertions = new ArrayList<>();
    Optional<String> documentation = literals.documentation();
    while (in.at(TokenKind.ASSERT)) {
      try {
        assertions.add(stmts.assertion());
        endOfLine();
      } catch (ParseFailure failure) {
        in.skipLine();
        in.skipBlock();
      }
    }
    boolean empty = in.at(TokenKind.DEDENT) || in.at(TokenKind.EOF);
    List<AstStmt> statements = stmts.statements();
    in.accept(TokenKind.DEDENT);
    return new Body(documentation, assertions, statements, empty);
  }

  private AstItem extern(int start, DecoratorUse decorator) {
    in.expect(TokenKind.DEF, "");
    AstName name = in.expectName("the name of the extern");
    List<AstParam> parameters = parameters();
    if (!in.at(TokenKind.ARROW)) {
      throw in.fail(
          SyntaxCode.UNEXPECTED_TOKEN,
          in.here(),
          "an extern needs the type of its value",
          "write -> f32 behind the parameters");
    }
    in.next();
    AstType result = stmts.types().type();
    SourceSpan span = in.spanFrom(start);
    if (in.at(TokenKind.COLON)) {
      throw in.fail(
          SyntaxCode.UNEXPECTED_TOKEN,
          in.here(),
          "an extern has no body",
          "its decorator holds the C text; remove ':'");
    }
    endOfLine();
    return new AstItem.Extern(
        span,
        name,
        parameters,
        result,
        decorator.text(0),
        decorator.textSpan(0),
        decorator.text(1));
  }

  private List<AstParam> parameters() {
    in.expect(TokenKind.LPAREN, " before the parameters");
    List<AstParam> parameters = new ArrayList<>();
    while (!in.at(TokenKind.RPAREN)) {
      try {
        parameters.add(parameter());
        if (!in.at(TokenKind.COMMA) && !in.at(TokenKind.RPAREN)) {
          throw in.unexpected("',' or ')'");
        }
      } catch (ParseFailure failure) {
        skipParameter();
      }
      if (!in.accept(TokenKind.COMMA) && !in.at(TokenKind.RPAREN)) {
        throw new ParseFailure();
      }
    }
    in.next();
    return parameters;
  }

  private void skipParameter() {
    int open = 0;
    while (!in.peek().kind().isLayout()
        && (open > 0 || (!in.at(TokenKind.COMMA) && !in.at(TokenKind.RPAREN)))) {
      switch (in.next().kind()) {
        case LPAREN, LBRACKET, LBRACE -> open++;
        case RPAREN, RBRACKET, RBRACE -> open--;
        default -> {}
      }
    }
  }

  private AstParam parameter() {
    Token start = in.peek();
    if (start.is(TokenKind.STAR) || start.is(TokenKind.POWER) || start.is(TokenKind.SLASH)) {
      throw in.fail(
          SyntaxCode.INVALID_PARAMETER,
          in.here(),
          "parameters cannot be starred, keyword-only or positional-only",
          "list each parameter with its type");
    }
    AstName name = in.expectName("the name of a parameter");
    if (!in.at(TokenKind.COLON)) {
      if (in.at(TokenKind.ERROR)) {
        throw new ParseFailure();
      }
      throw in.fail(
          SyntaxCode.INVALID_PARAMETER,
          name.span(),
          "parameter '" + name.text() + "' has no type",
          "write " + name.text() + ": f32[n] @ DRAM, or " + name.text() + ": size");
    }
    in.next();
    AstType type = stmts.types().type();
    Optional<AstName> memory = stmts.types().memory();
    SourceSpan span = in.spanFrom(start.start());
    if (in.at(TokenKind.ASSIGN)) {
      throw in.fail(
          SyntaxCode.UNSUPPORTED_ARGUMENT,
          in.here(),
          "parameters have no default values",
          "pass the value at each call, or fix it with partial_eval");
    }
    return new AstParam(span, name, type, memory);
  }
}
