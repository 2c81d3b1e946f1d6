package io.exo4j.cursor;

import io.exo4j.cursor.ExprStep.Field;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.syntax.AstExpr;
import io.exo4j.syntax.AstPattern;
import io.exo4j.syntax.AstStmt;
import io.exo4j.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A pattern of Exo: {@code for i in _: _}, {@code x[_] += _}, {@code a = _ ; b = _}, {@code x[i] *
 * _}, {@code f(_) #2}. Statements match as the beginning of the rest of a block.
 */
public final class Pattern {
  private final String text;
  private final AstPattern ast;

  private Pattern(String text, AstPattern ast) {
    this.text = text;
    this.ast = ast;
  }

  /**
   * Reads a pattern.
   *
   * @throws ExoException if it is malformed
   */
  public static Pattern parse(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<AstPattern> ast = Parser.parsePattern(new SourceFile("<pattern>", text), diagnostics);
    if (ast.isEmpty()) {
      throw new ExoException(diagnostics.list());
    }
    return new Pattern(text, ast.get());
  }

  /** Which match is meant: the number behind {@code #}. */
  public OptionalInt number() {
    return ast.index();
  }

  /** True if it can only match expressions. */
  public boolean isExpression() {
    return ast.statements().isEmpty();
  }

  /** The pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }

  /**
   * All matches of statements below a place (and of the place itself), whatever number is asked
   * for: at each position of a block first the match there, then those inside that statement. A
   * match of one statement is a statement cursor, of several a block.
   */
  public List<Cursor> statements(ProcIndex index, Cursor in) {
    List<Cursor> out = new ArrayList<>();
    if (!ast.statements().isEmpty()) {
      in.accept(new Search(index, out, true));
    }
    return out;
  }

  /** All matches of expressions below a place, in the order of the text, outer before inner. */
  public List<Cursor> expressions(ProcIndex index, Cursor in) {
    List<Cursor> out = new ArrayList<>();
    if (ast.expression().isPresent()) {
      in.accept(new Search(index, out, false));
    }
    return out;
  }

  /** All matches: of statements, or else of expressions. */
  public List<Cursor> find(ProcIndex index, Cursor in) {
    List<Cursor> found = statements(index, in);
    return found.isEmpty() ? expressions(index, in) : found;
  }

  private final class Search implements Cursor.Visitor<Void> {
    private final ProcIndex index;
    private final List<Cursor> out;
    private final boolean statements;
    private final PatternMatch match;

    Search(ProcIndex index, List<Cursor> out, boolean statements) {
      this.index = index;
      this.match = new PatternMatch(index);
      this.out = out;
      this.statements = statements;
    }

    @Override
    public Void root(Cursor.Root c) {
      block(index.proc().body());
      return null;
    }

    @Override
    public Void arg(Cursor.Arg c) {
      return null;
    }

    @Override
    public Void stmt(Cursor.OfStmt c) {
      block(List.of(index.stmt(c.id())));
      return null;
    }

    @Override
    public Void block(Cursor.OfBlock c) {
      index.contiguous(c).ifPresent(this::block);
      return null;
    }

    @Override
    public Void gap(Cursor.Gap c) {
      return null;
    }

    @Override
    public Void expr(Cursor.OfExpr c) {
      if (!statements) {
        index.expr(c).ifPresent(e -> expression(c, e));
      }
      return null;
    }

    private void block(List<Stmt> block) {
      for (int i = 0; i < block.size(); i++) {
        Stmt s = block.get(i);
        if (statements) {
          sequence(block, i);
        } else {
          expressions(s);
        }
        block(Stmts.block(s, Branch.BODY));
        block(Stmts.block(s, Branch.ORELSE));
      }
    }

    private void sequence(List<Stmt> block, int from) {
      List<AstStmt> patterns = ast.statements();
      OptionalInt to = match.sequence(patterns, block, from);
      if (to.isPresent() && to.getAsInt() > from) {
        List<Stmt> part = block.subList(from, to.getAsInt());
        out.add(part.size() == 1 ? Cursor.of(part.get(0)) : Cursor.block(part));
      }
    }

    private void expressions(Stmt s) {
      for (ExprChildren.Child c : ExprChildren.of(s)) {
        if (c.step().field() != Field.DIM) {
          expression(new Cursor.OfExpr(s.id(), List.of(c.step()), c.expr()), c.expr());
        }
      }
    }

    private void expression(Cursor.OfExpr at, Expr e) {
      AstExpr pattern = ast.expression().orElseThrow();
      if (match.expr(pattern, e)) {
        out.add(at);
      }
      for (ExprChildren.Child c : ExprChildren.of(e)) {
        expression(Cursor.below(at, c.step()), c.expr());
      }
    }
  }
}
