package io.exo4j.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is visible at a place of a generated procedure, and what may be done with it there. */
final class GenScope {
  /**
   * A parallel loop: its iterations own the elements of a buffer that have its variable in a
   * dimension.
   */
  private record Parallel(Buffer owner, int dim, String variable) {}

  final List<Extent> sizes;
  final List<Index> indices;
  final List<String> bools;
  final List<Buffer> buffers;
  private final List<Parallel> parallel;

  /** How often a statement here is executed at most. */
  final double trips;

  final int loops;

  private GenScope(
      List<Extent> sizes,
      List<Index> indices,
      List<String> bools,
      List<Buffer> buffers,
      List<Parallel> parallel,
      double trips,
      int loops) {
    this.sizes = new ArrayList<>(sizes);
    this.indices = new ArrayList<>(indices);
    this.bools = new ArrayList<>(bools);
    this.buffers = new ArrayList<>(buffers);
    this.parallel = List.copyOf(parallel);
    this.trips = trips;
    this.loops = loops;
  }

  GenScope() {
    this(List.of(), List.of(), List.of(), List.of(), List.of(), 1, 0);
  }

  /** A block inside this one. */
  GenScope block() {
    return new GenScope(sizes, indices, bools, buffers, parallel, trips, loops);
  }

  /** The body of a sequential loop. */
  GenScope loop(Index variable, int maxTrips) {
    GenScope s =
        new GenScope(sizes, indices, bools, buffers, parallel, trips * maxTrips, loops + 1);
    s.indices.add(variable);
    return s;
  }

  /** The body of a parallel loop whose iterations own slices of a buffer. */
  GenScope parallel(Index variable, Buffer owner, int dim) {
    List<Parallel> more = new ArrayList<>(parallel);
    more.add(new Parallel(owner, dim, variable.text()));
    int n = owner.dims.get(dim).max();
    GenScope s = new GenScope(sizes, indices, bools, buffers, more, trips * n, loops + 1);
    s.indices.add(variable);
    return s;
  }

  int parallelDepth() {
    return parallel.size();
  }

  /**
   * The dimensions in which a buffer may only be accessed at a certain variable, so that iterations
   * of parallel loops do not conflict; empty if it may not be accessed at all.
   */
  Optional<Map<Integer, String>> pins(Buffer b, boolean write) {
    if (write && !b.writable) {
      return Optional.empty();
    }
    Map<Integer, String> pins = new TreeMap<>();
    for (int k = b.privateDepth; k < parallel.size(); k++) {
      Parallel p = parallel.get(k);
      if (p.owner() == b) {
        if (pins.putIfAbsent(p.dim(), p.variable()) != null) {
          return Optional.empty();
        }
      } else if (write || p.owner().root == b.root) {
        return Optional.empty();
      }
    }
    return Optional.of(pins);
  }

  List<Buffer> readable() {
    return buffers.stream().filter(b -> pins(b, false).isPresent()).toList();
  }

  List<Buffer> writable() {
    return buffers.stream().filter(b -> pins(b, true).isPresent()).toList();
  }

  /** A loop variable that is not visible yet. */
  String freshVariable() {
    for (String name : List.of("i", "j", "k", "l", "p", "q", "r", "s")) {
      if (indices.stream().noneMatch(i -> i.text().contains(name)) && !bools.contains(name)) {
        return name;
      }
    }
    return "v" + indices.size();
  }
}
