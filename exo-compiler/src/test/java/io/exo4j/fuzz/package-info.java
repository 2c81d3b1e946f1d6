/**
 * The differential fuzzer of directives: random programs, random steps with plausible arguments;
 * what the interpreter computes before and after every accepted step must be the same.
 */
package io.exo4j.fuzz;
