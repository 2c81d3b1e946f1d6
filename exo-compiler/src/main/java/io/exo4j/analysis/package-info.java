/**
 * Proofs about procedures. {@link io.exo4j.analysis.Summarizer} walks once over a procedure and
 * lists every access with what is known when it happens ({@link io.exo4j.analysis.Summary}); {@link
 * io.exo4j.analysis.Obligations} turns the questions that directives ask into formulas over {@link
 * io.exo4j.analysis.Affine} forms; {@link io.exo4j.analysis.ProofSession} decides them: first
 * {@link io.exo4j.analysis.Facts} and {@link io.exo4j.analysis.Witness} (no solver), then Z3.
 * {@link io.exo4j.analysis.FrontEndProofs} is what every definition has to pass.
 *
 * <p>Whatever is not known (a configuration field after a loop that changes it, a product of two
 * variables) is a variable of its own that may have any value, so not knowing can only ever lead to
 * "not proved".
 */
package io.exo4j.analysis;
