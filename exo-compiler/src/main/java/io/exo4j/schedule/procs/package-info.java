/** Directives: calls, instructions and the procedure as a whole. */
package io.exo4j.schedule.procs;
