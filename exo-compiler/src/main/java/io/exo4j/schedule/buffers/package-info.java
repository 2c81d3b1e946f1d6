/** Directives: where values are kept. */
package io.exo4j.schedule.buffers;
