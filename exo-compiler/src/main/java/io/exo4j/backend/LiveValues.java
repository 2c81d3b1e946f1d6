package io.exo4j.backend;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Follows which buffers of limited memories are live at once: gives every buffer of a register file
 * the lowest free number, and reports memories that are too small. Buffers count while they are
 * live, not while they are in scope. Computed callees first, because a call needs room for what the
 * callee holds.
 */
final class LiveValues {
  private final Program program;
  private final ProcInfo info;
  private final Map<String, LiveValues> callees;
  private final DiagnosticSink sink;

  private final Map<StmtId, Integer> registers = new HashMap<>();
  private final Map<String, BitSet> usedRegisters = new HashMap<>();
  private final Map<String, Long> values = new HashMap<>();
  private final Map<String, Long> bytes = new TreeMap<>();
  private final Map<String, Long> mostBytes = new TreeMap<>();
  private final Map<String, Long> limits = new HashMap<>();
  private final Set<String> reported = new HashSet<>();

  /**
   * Analyses one procedure.
   *
   * @param callees the results for procedures analysed before, by name
   */
  LiveValues(Program program, ProcInfo info, Map<String, LiveValues> callees, DiagnosticSink sink) {
    this.program = program;
    this.info = info;
    this.callees = callees;
    this.sink = sink;
    block(info.proc().body());
  }

  /** The number of the register that a buffer of a register file got. */
  int register(Stmt.Alloc a) {
    return registers.getOrDefault(a.id(), 0);
  }

  private void block(List<Stmt> block) {
    List<Stmt.Alloc> waiting = new ArrayList<>();
    for (Stmt s : block) {
      if (!waiting.isEmpty()) {
        Set<Sym> used = Names.free(List.of(s));
        waiting.removeIf(a -> used.contains(a.buf()) && hold(a));
      }
      s.accept(new Enter(waiting));
      for (Stmt.Alloc alloc : info.lifetimes().endingAt(s)) {
        end(alloc);
      }
    }
  }

  private final class Enter extends StmtDefault<Void> {
    private final List<Stmt.Alloc> waiting;

    Enter(List<Stmt.Alloc> waiting) {
      this.waiting = waiting;
    }

    @Override
    protected Void other(Stmt s) {
      return null;
    }

    @Override
    public Void ifStmt(Stmt.If s) {
      block(s.then());
      block(s.orelse());
      return null;
    }

    @Override
    public Void forStmt(Stmt.For s) {
      block(s.body());
      return null;
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      if (!info.lifetimes().isUnused(s)) {
        begin(s);
        if (s.memory().capacity().isPresent()) {
          waiting.add(s);
        }
      }
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      ProcInfo callee = program.info(s.callee());
      if (callee.isInstruction()) {
        return null;
      }
      for (String file : callee.registerFiles()) {
        if (!usedRegisters.getOrDefault(file, new BitSet()).isEmpty()) {
          sink.error(
              BackendCode.REGISTERS_ACROSS_CALL,
              s.span(),
              String.format(
                  "%s allocates registers of %s, of which some are in use here",
                  callee.proc().name(), file),
              "inline the call, or end the use of the registers before it");
        }
      }
      LiveValues inside = callees.get(callee.proc().name());
      if (inside != null) {
        limits.putAll(inside.limits);
        for (Map.Entry<String, Long> e : inside.mostBytes.entrySet()) {
          bytes(e.getKey(), e.getValue(), s);
        }
      }
      return null;
    }
  }

  private static Memory registerFile(Memory m) {
    return Storage.pool(m, x -> x.registers().isPresent());
  }

  private static Memory valuePool(Memory m) {
    return Storage.pool(m, x -> x.capacity().isPresent());
  }

  private static Memory bytePool(Memory m) {
    return Storage.pool(m, x -> x.capacityBytes().isPresent());
  }

  /** How many values of its memory a buffer is: vectors of a vector memory, else elements. */
  private static long valueCount(Stmt.Alloc s) {
    List<Expr> dims = Storage.extents(s.memory(), s.type());
    boolean rows = s.memory().elements().isEmpty() && s.memory().innermost().isPresent();
    int rank = rows && !dims.isEmpty() ? dims.size() - 1 : dims.size();
    return Storage.constantCount(dims.subList(0, rank)).orElse(0);
  }

  private static long byteCount(Stmt.Alloc s) {
    long elements = Storage.constantCount(s.type().dims()).orElse(0);
    long size = CTypes.concrete(s.type().precision()).bits() / 8;
    return elements > Long.MAX_VALUE / size ? Long.MAX_VALUE / 2 : elements * size;
  }

  private void begin(Stmt.Alloc s) {
    Memory m = s.memory();
    if (m.registers().isPresent()) {
      Memory file = registerFile(m);
      BitSet used = usedRegisters.computeIfAbsent(file.name(), k -> new BitSet());
      int number = used.nextClearBit(0);
      used.set(number);
      registers.put(s.id(), number);
      long limit = file.registers().orElse(0);
      if (number >= limit) {
        sink.error(
            BackendCode.REGISTERS_EXHAUSTED,
            s.span(),
            String.format(
                "no register of %s is free for '%s': it has %d", file, s.buf().name(), limit),
            "use fewer buffers at a time, or reuse one with reuse_buffer");
      }
    }
    if (m.capacityBytes().isPresent()) {
      String pool = bytePool(m).name();
      limits.put(pool, bytePool(m).capacityBytes().orElse(Long.MAX_VALUE));
      bytes(pool, byteCount(s), s);
      bytes.merge(pool, byteCount(s), Math::addExact);
    }
  }

  /** Counts values of C variables, which take a register of the machine from their first use on. */
  private boolean hold(Stmt.Alloc s) {
    Memory pool = valuePool(s.memory());
    long live = values.merge(pool.name(), valueCount(s), Math::addExact);
    OptionalLong limit = pool.capacity();
    if (limit.isPresent() && live > limit.getAsLong() && reported.add("values " + pool.name())) {
      sink.add(
          Diagnostic.warning(
                  BackendCode.CAPACITY,
                  s.span(),
                  String.format(
                      "with '%s', %d values of %s are live at once, but the machine has %d",
                      s.buf().name(), live, pool, limit.getAsLong()))
              .withHint("the C compiler will spill; use smaller tiles"));
    }
    return true;
  }

  /** Checks that so many bytes fit beside those that are live. */
  private void bytes(String pool, long more, Stmt at) {
    long live = bytes.getOrDefault(pool, 0L) + more;
    mostBytes.merge(pool, live, Math::max);
    long limit = limits.getOrDefault(pool, Long.MAX_VALUE);
    if (live > limit && reported.add("bytes " + pool)) {
      sink.error(
          BackendCode.CAPACITY_BYTES,
          at.span(),
          String.format(
              "%d bytes of %s are live at once in %s, but it has %d",
              live, pool, info.proc().name(), limit),
          "use smaller tiles");
    }
  }

  private void end(Stmt.Alloc s) {
    Memory m = s.memory();
    if (m.registers().isPresent()) {
      usedRegisters.get(registerFile(m).name()).clear(register(s));
    }
    if (m.capacity().isPresent()) {
      values.merge(valuePool(m).name(), -valueCount(s), Math::addExact);
    }
    if (m.capacityBytes().isPresent()) {
      bytes.merge(bytePool(m).name(), -byteCount(s), Math::addExact);
    }
  }
}
