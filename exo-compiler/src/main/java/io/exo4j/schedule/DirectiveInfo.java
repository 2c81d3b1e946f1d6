package io.exo4j.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names and documents a directive. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DirectiveInfo {
  /** The name in schedules, in lower case with underscores. */
  String name();

  /** Further names, accepted everywhere. */
  String[] aliases() default {};

  /** What it does: a sentence, then whatever else its reference page should say. */
  String doc();

  /** The part of the reference that it belongs to. */
  Group group();

  /** True if what it does is not proved: every report marks it. */
  boolean unsafe() default false;
}
