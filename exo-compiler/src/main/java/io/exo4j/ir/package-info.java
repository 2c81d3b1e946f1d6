/**
 * The intermediate representation: immutable, typed, with names resolved to symbols.
 *
 * <p>Everything is a record below a sealed interface. {@link io.exo4j.ir.Walker} and {@link
 * io.exo4j.ir.Rewriter} are the only two ways to go through a tree; {@link io.exo4j.ir.Printer}
 * gives the {@code .exo} text back. Equality of expressions is structural with symbol identity and
 * ignores source positions; statements carry a {@link io.exo4j.ir.StmtId} and are therefore equal
 * only to themselves: {@link io.exo4j.ir.AlphaEquivalence} compares code up to local names.
 *
 * <p>Whether an expression is <em>control</em> (sizes, indices, conditions) or <em>data</em>
 * (numbers in buffers) is decided by its node kind, see {@link io.exo4j.ir.Expr#isData()}.
 * Precisions are not cached in expressions: {@link io.exo4j.ir.TypeEnv} computes them from the
 * declarations, so that changing a declaration cannot leave a stale type behind.
 */
package io.exo4j.ir;
