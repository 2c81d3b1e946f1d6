/** Directives: statements and expressions. */
package io.exo4j.schedule.exprs;
