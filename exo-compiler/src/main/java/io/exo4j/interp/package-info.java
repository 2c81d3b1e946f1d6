/**
 * The reference interpreter: what a procedure means, computed directly from the IR. It is the
 * oracle of every differential test, so it is exact and checks everything that the front end
 * proves: bounds, initialisation, assertions, shapes and aliasing are tested again at run time.
 *
 * <p>Entry points: {@link io.exo4j.interp.Interpreter} runs a procedure, {@link
 * io.exo4j.interp.Program} is a procedure made ready to run many times, {@link
 * io.exo4j.interp.Rounding} is the arithmetic of the number formats, {@link
 * io.exo4j.interp.ExternSemantics} gives externs their meaning.
 *
 * <p>A procedure is compiled once to closures whose variables are array slots; nothing is looked up
 * by name while it runs.
 */
package io.exo4j.interp;
