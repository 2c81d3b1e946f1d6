/**
 * The back end: what still has to be checked once a procedure is final (memories, precisions,
 * windows, configuration state), and the C that it becomes.
 *
 * <p>{@link io.exo4j.backend.CBackend#compile} is the way in. The C is C11, has 64-bit index
 * arithmetic, no undefined behaviour of its own, and compiles without a warning under {@code -Wall
 * -Wextra -Wconversion -Wsign-conversion -Wpedantic} with GCC and Clang. Its numbers are bit for
 * bit those of the object language as long as the C compiler neither contracts nor reassociates
 * ({@code -ffp-contract=off}, no fast-math).
 */
package io.exo4j.backend;
