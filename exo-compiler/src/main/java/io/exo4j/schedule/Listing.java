package io.exo4j.schedule;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The text of a procedure, line by line, with the statement that each line shows. */
public final class Listing {
  private final List<String> lines;
  private final List<Optional<StmtId>> owners = new ArrayList<>();

  private Listing(Proc proc) {
    lines = Printer.print(proc).lines().toList();
    List<Optional<StmtId>> body = new ArrayList<>();
    collect(proc.body(), body);
    // what stands before the body is the header, its assertions and the documentation
    for (int i = 0; i < lines.size() - body.size(); i++) {
      owners.add(Optional.empty());
    }
    owners.addAll(body);
  }

  /** The listing of a procedure. */
  public static Listing of(Proc proc) {
    return new Listing(proc);
  }

  private static void collect(List<Stmt> block, List<Optional<StmtId>> out) {
    for (Stmt s : block) {
      out.add(Optional.of(s.id()));
      collect(Stmts.block(s, Branch.BODY), out);
      List<Stmt> orelse = Stmts.block(s, Branch.ORELSE);
      if (!orelse.isEmpty()) {
        out.add(Optional.empty());
        collect(orelse, out);
      }
    }
  }

  /** The lines, without line ends. */
  public List<String> lines() {
    return lines;
  }

  /** The statement whose first line this is; empty for the header and for {@code else:}. */
  public Optional<StmtId> statement(int line) {
    return owners.get(line);
  }

  /** The text with {@code >} in front of the given statements. */
  public String marked(Collection<StmtId> ids) {
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean mark = owners.get(i).map(ids::contains).orElse(false);
      b.append(mark ? "> " : "  ").append(lines.get(i)).append('\n');
    }
    return b.toString();
  }
}
