/** Directives: memories, precisions and the like. */
package io.exo4j.schedule.annotate;
