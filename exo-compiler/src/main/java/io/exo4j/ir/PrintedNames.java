package io.exo4j.ir;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the names under which symbols are printed: their own, or with {@code _1}, {@code _2} …
 * where a shadowed name would change the meaning. To be told in the order of the text.
 */
final class PrintedNames {
  private final Map<Sym, String> names = new HashMap<>();

  /** The printed names in scope, innermost first, so that leaving a block forgets its names. */
  private final Deque<Map<String, Sym>> scopes = new ArrayDeque<>();

  PrintedNames() {
    open();
  }

  /** The names of all symbols that a procedure declares. */
  static Map<Sym, String> all(Proc proc) {
    PrintedNames p = new PrintedNames();
    p.arguments(proc);
    p.block(proc.body());
    return Map.copyOf(p.names);
  }

  /** The name of a symbol; its own if it has not been declared. */
  String of(Sym s) {
    return names.getOrDefault(s, s.name());
  }

  /** A scope begins. */
  void open() {
    scopes.push(new HashMap<>());
  }

  /** The innermost scope ends. */
  void close() {
    scopes.pop();
  }

  /** The arguments are declared. */
  void arguments(Proc p) {
    for (Arg a : p.args()) {
      bind(a.sym(), Set.of(), true);
    }
  }

  /** A loop variable is declared, in a scope of its own. */
  void loop(Stmt.For s) {
    bind(s.iter(), later(s.iter(), s.body()), false);
  }

  /** A buffer is declared. */
  void allocation(Stmt.Alloc s, List<Stmt> rest) {
    bind(s.buf(), later(s.buf(), rest), false);
  }

  /** A window is declared: {@code w = ...} declares w only where w is not yet visible. */
  void window(Stmt.WindowStmt s) {
    bind(s.name(), Set.of(), true);
  }

  /**
   * Chooses the printed name of a symbol that comes into scope.
   *
   * @param later the symbols that its scope uses: their names must stay visible
   * @param distinct whether it may not have the name of anything visible
   */
  private void bind(Sym sym, Set<Sym> later, boolean distinct) {
    String base = sym.name();
    String candidate = base;
    for (int i = 1; clashes(candidate, sym, later, distinct); i++) {
      candidate = base + "_" + i;
    }
    names.put(sym, candidate);
    scopes.peek().put(candidate, sym);
  }

  private boolean clashes(String candidate, Sym sym, Set<Sym> later, boolean distinct) {
    for (Map<String, Sym> scope : scopes) {
      Sym other = scope.get(candidate);
      if (other != null && other != sym) {
        return distinct || later.contains(other);
      }
    }
    for (Sym free : later) {
      if (free != sym && !names.containsKey(free) && free.name().equals(candidate)) {
        return true;
      }
    }
    return false;
  }

  private boolean visible(String name) {
    for (Map<String, Sym> scope : scopes) {
      if (scope.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  /** What may be captured if {@code sym} keeps its name; cheap where no such name is in scope. */
  private Set<Sym> later(Sym sym, List<Stmt> scope) {
    if (!visible(sym.name())) {
      return Set.of();
    }
    Set<Sym> used = new HashSet<>(Names.free(scope));
    used.remove(sym);
    return used;
  }

  private void block(List<Stmt> block) {
    open();
    for (int i = 0; i < block.size(); i++) {
      block.get(i).accept(new Declarations(block, i));
    }
    close();
  }

  /** Declares what a statement declares, and what is inside. */
  private final class Declarations extends StmtDefault<Void> {
    private final List<Stmt> block;
    private final int index;

    Declarations(List<Stmt> block, int index) {
      this.block = block;
      this.index = index;
    }

    @Override
    protected Void other(Stmt s) {
      return null;
    }

    @Override
    public Void ifStmt(Stmt.If s) {
      block(s.then());
      if (!s.orelse().isEmpty()) {
        block(s.orelse());
      }
      return null;
    }

    @Override
    public Void forStmt(Stmt.For s) {
      open();
      loop(s);
      block(s.body());
      close();
      return null;
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      allocation(s, block.subList(index + 1, block.size()));
      return null;
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      PrintedNames.this.window(s);
      return null;
    }
  }
}
