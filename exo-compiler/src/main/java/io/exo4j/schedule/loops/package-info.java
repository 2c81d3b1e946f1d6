/** Directives: loops and branches. */
package io.exo4j.schedule.loops;
