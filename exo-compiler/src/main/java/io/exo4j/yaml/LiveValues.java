package io.exo4j.yaml;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many values of a memory are live at once. A buffer lives from the first to the last statement
 * of the block that mentions it or a window of it. Of a vector memory every innermost row is a
 * value, of other memories every allocation.
 */
final class LiveValues {
  private final String memory;

  private LiveValues(String memory) {
    this.memory = memory;
  }

  /** The largest number of values of that memory that are live at once. */
  static long most(Proc proc, String memory) {
    return new LiveValues(memory).peak(proc.body());
  }

  private long peak(List<Stmt> block) {
    List<Integer> ends = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    Map<Integer, Long> sizes = new HashMap<>();
    for (int i = 0; i < block.size(); i++) {
      ends.add(i);
      starts.add(i);
      Optional<Stmt.Alloc> a =
          block.get(i).as(Stmt.Alloc.class).filter(x -> x.memory().name().equals(memory));
      if (a.isPresent()) {
        ends.set(i, lastUse(block, i, a.get().buf()));
        starts.set(i, firstUse(block, i, a.get().buf()));
        sizes.put(i, size(a.get()));
      }
    }
    long most = 0;
    for (int i = 0; i < block.size(); i++) {
      long live =
          Math.max(
              peak(Stmts.block(block.get(i), Branch.BODY)),
              peak(Stmts.block(block.get(i), Branch.ORELSE)));
      for (Map.Entry<Integer, Long> e : sizes.entrySet()) {
        if (starts.get(e.getKey()) <= i && i <= ends.get(e.getKey())) {
          live += e.getValue();
        }
      }
      most = Math.max(most, live);
    }
    return most;
  }

  private static int firstUse(List<Stmt> block, int from, Sym buf) {
    for (int i = from + 1; i < block.size(); i++) {
      if (Names.free(List.of(block.get(i))).contains(buf)) {
        return i;
      }
    }
    return from;
  }

  private static int lastUse(List<Stmt> block, int from, Sym buf) {
    int last = from;
    for (int i = from + 1; i < block.size(); i++) {
      Set<Sym> used = Names.free(List.of(block.get(i)));
      if (used.contains(buf)) {
        Optional<Stmt.WindowStmt> w = block.get(i).as(Stmt.WindowStmt.class);
        int at = i;
        last = Math.max(last, w.map(x -> lastUse(block, at, x.name())).orElse(i));
      }
    }
    return last;
  }

  private static long size(Stmt.Alloc a) {
    if (a.memory().elements().isEmpty()) {
      return 1;
    }
    long n = 1;
    List<Expr> dims = a.type().dims();
    // a dimension that is no literal counts as one: the back end refuses it anyway
    for (Expr d : dims.subList(0, Math.max(0, dims.size() - 1))) {
      n *= d.asInt().orElse(1);
    }
    return n;
  }
}
