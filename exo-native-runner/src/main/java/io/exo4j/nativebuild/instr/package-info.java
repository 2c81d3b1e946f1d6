/**
 * Tests of instructions: each is executed on random operands, and must do what its body says. The
 * entry is {@link io.exo4j.nativebuild.instr.InstrTests}.
 */
package io.exo4j.nativebuild.instr;
