/**
 * Places in procedures: immutable cursors that keep their meaning while the code changes,
 * navigation, the pattern language, and the only way to edit a procedure.
 *
 * <p>Statements have identity ({@link io.exo4j.ir.StmtId}), so a {@link io.exo4j.cursor.Cursor} is
 * an id (with a path inside the statement for expressions, two ends for a block, a side for a gap)
 * and forwarding it to a newer version is looking the id up in that version's {@link
 * io.exo4j.cursor.ProcIndex}. {@link io.exo4j.cursor.Editor} makes new versions.
 */
package io.exo4j.cursor;
