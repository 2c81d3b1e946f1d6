package io.exo4j.schedule;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Documents a parameter of a directive. Its name is the component's in lower case with underscores,
 * its kind follows from the component's type ({@link ParamKind}). A component of type {@link
 * java.util.Optional} may be left out, as may one with a default.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
  /** One line that says what it is. */
  String doc();

  /** What it is if left out, as it would be written in a schedule; without one it must be given. */
  String def() default NONE;

  /** For a component of type {@code String}: what kind of text it is. */
  Text text() default Text.NAME;

  /** True if this one component takes the whole argument of the directive, map or list. */
  boolean wholeArgument() default false;

  /** Stands for "no default". */
  String NONE = "\u0000none";

  /** What a {@code String} may hold. */
  enum Text {
    /** An identifier. */
    NAME,
    /** The name of a field of a configuration. */
    FIELD,
    /** Anything. */
    TEXT
  }
}
