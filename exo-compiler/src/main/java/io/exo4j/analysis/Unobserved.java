package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code unobserved}: what statements write where a condition holds is never read. It does not
 * matter then whether they are executed there.
 */
public final class Unobserved {
  private final Summary summary;
  private final ProofSession session;
  private final Conflicts conflicts;
  private final Map<Sym, StmtId> allocations = new HashMap<>();

  /** Questions about the procedure of a summary. */
  public Unobserved(Summary summary) {
    this.summary = summary;
    this.session = summary.session();
    this.conflicts = new Conflicts(session);
    new Walker() {
      @Override
      public Void alloc(Stmt.Alloc s) {
        allocations.put(s.buf(), s.id());
        return super.alloc(s);
      }
    }.stmts(summary.proc().body());
  }

  /**
   * Proves that, where {@code when} holds, neighbouring statements modify only elements of local
   * buffers, and that nothing reads these elements as long as the buffer lives. Only the statements
   * themselves may read them, and only where {@code when} holds.
   */
  public Optional<Refusal> of(List<Stmt> stmts, Formula when) {
    int start = info(stmts.get(0)).start();
    int end = info(stmts.get(stmts.size() - 1)).end();
    for (Access w : summary.slice(start, end)) {
      if (!w.modifies() || w.buffer().born() >= start) {
        continue;
      }
      if (w.buffer().isConfig() || w.buffer().born() < 0) {
        return Optional.of(
            Refusal.at("'" + w.buffer().name() + "' is no local buffer, but modified", w.stmt()));
      }
      for (Access r : summary.accesses()) {
        if (r.kind() != Access.Kind.READ || r.buffer() != w.buffer()) {
          continue;
        }
        boolean own = r.order() >= start && r.order() < end;
        Optional<Refusal> read = read(w, r, when, own);
        if (read.isPresent()) {
          return read;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the read, in any iteration of the loops that the buffer outlives, meets the write. */
  private Optional<Refusal> read(Access w, Access r, Formula when, boolean own) {
    int shared =
        w.buffer()
            .sym()
            .map(allocations::get)
            .flatMap(summary::info)
            .map(i -> i.frames().size())
            .orElse(0);
    Instance same = Instance.identity(session);
    Instance other = same;
    if (w.frames().size() > shared) {
      LoopFrame f = w.frames().get(shared);
      Optional<StmtInfo> known = summary.info(f.loop().id());
      if (known.isEmpty()) {
        return Optional.of(
            Refusal.at(
                "'" + w.buffer().name() + "' is modified in a loop of a procedure that is called",
                w.stmt()));
      }
      StmtInfo loop = known.get();
      other = new Instance(session, f.intMark(), loop.intEnd(), f.boolMark(), loop.boolEnd(), "'");
    }
    List<Formula> relation = own ? List.of(when, other.apply(when.negate())) : List.of(when);
    return conflicts.pair("unobserved", w, same, r, other, relation);
  }

  private StmtInfo info(Stmt s) {
    return summary
        .info(s.id())
        .orElseThrow(() -> new IllegalArgumentException("not a statement of this procedure"));
  }
}
