/**
 * From text to an untyped tree: lexer (significant indentation), parser with error recovery, and
 * the tree itself ({@link io.exo4j.syntax.AstModule}, {@link io.exo4j.syntax.AstItem}, {@link
 * io.exo4j.syntax.AstStmt}, {@link io.exo4j.syntax.AstExpr}). Names are text here; package {@code
 * check} resolves them. Entry points: {@link io.exo4j.syntax.Parser}.
 */
package io.exo4j.syntax;
