/**
 * Scheduling: a {@link io.exo4j.schedule.Procedure} is code with a history, and a {@link
 * io.exo4j.schedule.Directive} rewrites it.
 *
 * <p>A directive is a record whose components are its parameters; from that one declaration come
 * the YAML form, the JSON Schema, the reference page and the Java form. It works in three steps:
 * <em>locate</em> (ask the {@link io.exo4j.schedule.Context} for the places and expressions that
 * its parameters mean), <em>prove</em> ({@link io.exo4j.schedule.Context#proofs}), <em>edit</em>
 * ({@link io.exo4j.schedule.Context#edit}).
 */
package io.exo4j.schedule;
