package io.exo4j.ir;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A memory, as a {@code @memory} class describes it. Templates are C text with {@code {type}},
 * {@code {name}}, {@code {size}}, {@code {base}} and {@code {offset}}.
 *
 * @param name its name; memories are the same if their names are
 * @param base the memory that it extends: a value of this memory may be passed where that is asked
 *     for
 * @param readable whether plain loads and stores may touch it
 * @param global text that the C file needs once
 * @param elements for a vector memory: the C type that holds one innermost row, per precision
 * @param capacity how many such values the machine has
 * @param capacityBytes how many bytes it holds
 * @param registers how many numbered registers a register file has
 * @param innermost what the innermost extent must be
 * @param constantExtents whether extents must be literals
 * @param alloc template of an allocation; absent: malloc (or a local, for scalars)
 * @param free template of a release; absent: {@code free}; empty: nothing
 * @param window template of the lvalue of an element
 * @param extra further keys that a platform library gave, for the tools that know them
 */
public record Memory(
    String name,
    Optional<Memory> base,
    boolean readable,
    Optional<String> global,
    List<Element> elements,
    OptionalLong capacity,
    OptionalLong capacityBytes,
    OptionalLong registers,
    OptionalLong innermost,
    boolean constantExtents,
    Optional<String> alloc,
    Optional<String> free,
    Optional<String> window,
    Map<String, String> extra) {

  /**
   * The memory of everything that says nothing else: the heap, or a local variable for a scalar.
   */
  public static final Memory DRAM = plain("DRAM");

  /** Copies the collections. */
  public Memory {
    elements = List.copyOf(elements);
    extra = Map.copyOf(extra);
  }

  /** Whether it says the same; names differ nearly always. */
  @Override
  public boolean equals(Object o) {
    return this == o
        || o instanceof Memory m
            && m.name.equals(name)
            && m.base.equals(base)
            && m.readable == readable
            && m.global.equals(global)
            && m.elements.equals(elements)
            && m.capacity.equals(capacity)
            && m.capacityBytes.equals(capacityBytes)
            && m.registers.equals(registers)
            && m.innermost.equals(innermost)
            && m.constantExtents == constantExtents
            && m.alloc.equals(alloc)
            && m.free.equals(free)
            && m.window.equals(window)
            && m.extra.equals(extra);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** A readable memory without templates. */
  public static Memory plain(String name) {
    return new Memory(
        name,
        Optional.empty(),
        true,
        Optional.empty(),
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  /** True if a buffer of this memory may be passed where {@code other} is asked for. */
  public boolean isA(Memory other) {
    return name.equals(other.name) || base.isPresent() && base.get().isA(other);
  }

  /** True for {@link #DRAM} itself. */
  public boolean isDram() {
    return name.equals("DRAM");
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * How a vector memory holds one precision.
   *
   * @param precision the element format
   * @param ctype the C type of one value
   * @param lanes the innermost extent that such a value has
   */
  public record Element(Precision precision, String ctype, long lanes) {}
}
