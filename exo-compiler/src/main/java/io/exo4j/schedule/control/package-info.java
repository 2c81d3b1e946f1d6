/** Directives that apply other directives. */
package io.exo4j.schedule.control;
