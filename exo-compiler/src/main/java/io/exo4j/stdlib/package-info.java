/**
 * Scheduling operations made of directives. Each applies directives to the procedure, one after
 * another, and does nothing else to it: what it makes is right because every directive proves what
 * it does. An operation that cannot be completed is refused as a whole.
 */
package io.exo4j.stdlib;
