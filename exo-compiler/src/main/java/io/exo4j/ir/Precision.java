package io.exo4j.ir;

import java.util.Locale;
import java.util.Optional;

/**
 * Number formats of data. {@link #R} is "not chosen yet": it takes the precision of what it meets.
 */
public enum Precision {
  R(0, true),
  F16(16, true),
  BF16(16, true),
  F32(32, true),
  F64(64, true),
  I8(8, false),
  UI8(8, false),
  I16(16, false),
  UI16(16, false),
  I32(32, false),
  UI32(32, false),
  I64(64, false);

  private final int bits;
  private final boolean floating;

  Precision(int bits, boolean floating) {
    this.bits = bits;
    this.floating = floating;
  }

  /** The width in bits; 0 for {@link #R}. */
  public int bits() {
    return bits;
  }

  /** True for the floating formats and for {@link #R}. */
  public boolean isFloating() {
    return floating;
  }

  /** True for the two's complement integers. */
  public boolean isSigned() {
    return this == I8 || this == I16 || this == I32 || this == I64;
  }

  /** The name in the object language: {@code f32}, {@code ui8}, {@code R}. */
  public String text() {
    return this == R ? "R" : name().toLowerCase(Locale.ROOT);
  }

  /** The precision with that {@link #text()}, if there is one. */
  public static Optional<Precision> of(String text) {
    for (Precision p : values()) {
      if (p.text().equals(text)) {
        return Optional.of(p);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return text();
  }
}
