package io.exo4j.interp;

/** A compiled buffer, window or configuration field that is passed by reference. */
@FunctionalInterface
interface ViewCode {
  View eval(Frame f);
}
