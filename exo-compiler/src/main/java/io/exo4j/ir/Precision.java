package io.exo4j.ir;

import java.util.Locale;
import java.util.Optional;

/**
 * Number formats of data. {@link #R} is "not chosen yet": it takes the precision of what it meets.
 */
public enum Precision {
  /** Not chosen yet. */
  R(0, true),
  /** IEEE 754 binary16. */
  F16(16, true),
  /** bfloat16: the upper half of a binary32. */
  BF16(16, true),
  /** IEEE 754 binary32, {@code float} of C and Java. */
  F32(32, true),
  /** IEEE 754 binary64, {@code double} of C and Java. */
  F64(64, true),
  /** Signed, 8 bits. */
  I8(8, false),
  /** Unsigned, 8 bits. */
  UI8(8, false),
  /** Signed, 16 bits. */
  I16(16, false),
  /** Unsigned, 16 bits. */
  UI16(16, false),
  /** Signed, 32 bits. */
  I32(32, false),
  /** Unsigned, 32 bits. */
  UI32(32, false),
  /** Signed, 64 bits. */
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
