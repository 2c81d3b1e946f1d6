package io.exo4j.ir;

/**
 * What makes a procedure an instruction: the C text that performs it.
 *
 * @param instr the template; {@code {x}}, {@code {x_data}} and {@code {x_int}} stand for an
 *     argument
 * @param global text that the C file needs once, e.g. an include; may be empty
 */
public record InstrTemplate(String instr, String global) {}
