package io.exo4j.analysis;

import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import java.util.List;
import java.util.Optional;

/**
 * A place in memory that no other buffer overlaps: an argument, one execution of an allocation, or
 * a configuration field (of rank 0). Windows are views of buffers ({@link View}).
 */
public final class Buffer {
  private final Sym sym;
  private final ConfigKey config;
  private final Type element;
  private final List<Affine> extents;
  private final List<Affine> strides;
  private final int born;

  Buffer(
      Sym sym,
      ConfigKey config,
      Type element,
      List<Affine> extents,
      List<Affine> strides,
      int born) {
    this.sym = sym;
    this.config = config;
    this.element = element;
    this.extents = List.copyOf(extents);
    this.strides = List.copyOf(strides);
    this.born = born;
  }

  /** The name in the program; for a configuration field {@code Config.field}. */
  public String name() {
    return config == null ? sym.name() : config.toString();
  }

  /** The symbol of the argument or allocation; empty for a configuration field. */
  public Optional<Sym> sym() {
    return Optional.ofNullable(sym);
  }

  /** The configuration field; empty for buffers. */
  public Optional<ConfigKey> config() {
    return Optional.ofNullable(config);
  }

  /** True for a configuration field. */
  public boolean isConfig() {
    return config != null;
  }

  /** The type of an element; of a configuration field, its type. */
  Type element() {
    return element;
  }

  /** The extents, outermost first. */
  public List<Affine> extents() {
    return extents;
  }

  /** The strides in elements, outermost first. */
  public List<Affine> strides() {
    return strides;
  }

  /**
   * The order (see {@link Access#order()}) at which it comes into being; -1 for arguments and
   * fields.
   */
  public int born() {
    return born;
  }

  @Override
  public String toString() {
    return name();
  }
}
