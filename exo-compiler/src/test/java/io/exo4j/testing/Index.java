package io.exo4j.testing;

import java.util.Optional;

/**
 * A control value in scope.
 *
 * @param text an atom: a name or something in parentheses
 * @param within if present, the value is at least 0 and below that extent
 */
record Index(String text, Optional<Extent> within) {}
