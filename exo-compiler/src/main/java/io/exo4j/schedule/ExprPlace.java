package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;

/**
 * An expression that a parameter means.
 *
 * @param cursor where it is
 * @param stmt the statement that it is in
 * @param expr the expression
 */
public record ExprPlace(Cursor.OfExpr cursor, Stmt stmt, Expr expr) {}
