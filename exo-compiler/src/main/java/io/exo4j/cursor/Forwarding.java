package io.exo4j.cursor;

import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a block becomes from one version to the next. Every other cursor is looked up by identity
 * and needs no such rule.
 *
 * <p>A block is the image of its members if those are still neighbours under one parent. Statements
 * that are new in the newer version belong to it if they stand between members, or where its first
 * or last members were replaced; a new loop or {@code if} around some of the members stands for
 * those. A statement that was elsewhere before and has come between the members makes the block
 * invalid, and so does the loss of all members.
 */
public final class Forwarding {
  private Forwarding() {}

  /** The block in {@code newer}; empty if it is no longer one. */
  public static Optional<Cursor.OfBlock> block(Cursor.OfBlock c, ProcIndex older, ProcIndex newer) {
    List<StmtId> alive = c.members().stream().filter(newer::contains).toList();
    if (alive.isEmpty()) {
      return Optional.empty();
    }
    List<Place> places = alive.stream().map(newer::place).toList();
    if (!sameBlock(places)) {
      places = places.stream().map(p -> lift(p, older, newer)).toList();
      if (!sameBlock(places)) {
        return Optional.empty();
      }
    }
    Set<StmtId> images = new LinkedHashSet<>();
    for (Place p : places) {
      images.add(p.stmt().id());
    }
    List<Stmt> siblings = places.get(0).block();
    int from = places.stream().mapToInt(Place::index).min().orElseThrow();
    int to = places.stream().mapToInt(Place::index).max().orElseThrow() + 1;
    for (Stmt s : siblings.subList(from, to)) {
      if (!images.contains(s.id()) && older.contains(s.id())) {
        return Optional.empty();
      }
    }
    while (!newer.contains(c.first()) && from > 0 && isNew(siblings.get(from - 1), older)) {
      from--;
    }
    while (!newer.contains(c.last()) && to < siblings.size() && isNew(siblings.get(to), older)) {
      to++;
    }
    return Optional.of(Cursor.block(new ArrayList<>(siblings.subList(from, to))));
  }

  private static boolean isNew(Stmt s, ProcIndex older) {
    return !older.contains(s.id());
  }

  /** The outermost of the new statements around a place, or the place itself. */
  private static Place lift(Place p, ProcIndex older, ProcIndex newer) {
    Place at = p;
    while (at.parent().isPresent() && isNew(at.parent().get(), older)) {
      at = newer.place(at.parent().get().id());
    }
    return at;
  }

  private static boolean sameBlock(List<Place> places) {
    return places.stream().allMatch(p -> p.block() == places.get(0).block());
  }
}
