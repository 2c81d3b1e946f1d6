package io.exo4j.backend;

import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Compiles procedures to C. */
public final class CBackend {
  private CBackend() {}

  /**
   * Checks the requested procedures and all that they call, and writes them in C. The same request
   * gives the same text, always.
   *
   * @throws ExoException with every mistake found, if a procedure cannot be compiled
   */
  public static CModule compile(CUnit request) {
    Diagnostics sink = new Diagnostics();
    Program program = Program.of(request.exported(), request.options().openmp(), sink);
    Map<String, LiveValues> live = new HashMap<>();
    for (ProcInfo info : program.all()) {
      if (!info.isInstruction()) {
        new DataChecks(info, sink).run();
        new ShapeChecks(info, sink).run();
        new CallChecks(program, info, sink).run();
        live.put(info.proc().name(), new LiveValues(program, info, live, sink));
      }
    }
    Set<ProcInfo> roots = new LinkedHashSet<>();
    for (Proc p : request.exported()) {
      roots.add(program.info(p));
    }
    for (ProcInfo r : roots) {
      CallChecks.mirrors(r, sink);
    }
    sink.throwIfErrors();

    ModuleState module = new ModuleState(request.library(), program, request.options(), sink);
    nameFunctions(module, roots);
    Map<String, FunctionText> functions = new TreeMap<>();
    List<FunctionText> ordered = new ArrayList<>();
    for (ProcInfo info : program.all()) {
      if (!info.isInstruction()) {
        FunctionText t = new FunctionText(module, info, live.get(info.proc().name()));
        functions.put(info.proc().name(), t);
        ordered.add(t);
      }
    }
    sink.throwIfErrors();

    List<FunctionText> exported = new ArrayList<>();
    for (ProcInfo root : roots) {
      if (!root.isInstruction()) {
        exported.add(functions.get(root.proc().name()));
      }
    }
    Optional<CContext> context = context(module, program.all());
    ModuleText text = new ModuleText(request, module, exported, ordered, context);
    Map<String, Memory> memories = new TreeMap<>();
    for (ProcInfo i : program.all()) {
      memories.putAll(i.memories());
    }
    return new CModule(
        request.library(),
        text.headerName(),
        text.header(),
        text.source(),
        text.singleFile(),
        exported.stream().map(FunctionText::signatureOf).toList(),
        context,
        new CNeeds(
            request.options().openmp() && roots.stream().anyMatch(ProcInfo::isParallel),
            text.usesLibm(),
            text.includes()),
        List.copyOf(memories.values()),
        sink.list());
  }

  /** Exported functions first, so that they keep their names. */
  private static void nameFunctions(ModuleState module, Set<ProcInfo> roots) {
    CNames names = new CNames();
    Set<String> templates = new LinkedHashSet<>();
    for (ProcInfo info : module.program().all()) {
      info.proc().instr().ifPresent(i -> templates.add(i.instr()));
      new Walker() {
        @Override
        public Void externCall(Expr.ExternCall e) {
          for (Extern.Overload o : e.fn().overloads()) {
            templates.add(o.template());
          }
          return super.externCall(e);
        }
      }.stmts(info.isInstruction() ? List.of() : info.proc().body());
    }
    for (String t : templates) {
      for (String s : Template.identifiers(t)) {
        names.reserve(s);
      }
    }
    List<ProcInfo> order = new ArrayList<>(roots);
    order.addAll(module.program().all());
    for (ProcInfo info : order) {
      String name = info.proc().name();
      if (!info.isInstruction() && module.function(name) == null) {
        module.name(name, names.takeFunction(name.replace('.', '_')));
      }
    }
  }

  private static Optional<CContext> context(ModuleState module, List<ProcInfo> procs) {
    Map<String, Config> configs = new TreeMap<>();
    for (ProcInfo info : procs) {
      if (info.usesContext()) {
        for (ProcInfo.Field f : info.fieldsRead()) {
          configs.put(f.config().name(), f.config());
        }
        for (ProcInfo.Field f : info.fieldsWritten()) {
          configs.put(f.config().name(), f.config());
        }
      }
    }
    if (configs.isEmpty()) {
      return Optional.empty();
    }
    List<CContext.Member> members = new ArrayList<>();
    for (Config c : configs.values()) {
      List<CContext.Field> fields = new ArrayList<>();
      for (ConfigField f : c.fields()) {
        f.type().asData().ifPresent(t -> module.stored(t.precision()));
        fields.add(new CContext.Field(f, CNames.identifier(f.name()), CTypes.field(f.type())));
      }
      members.add(new CContext.Member(c.name(), CNames.identifier(c.name()), fields));
    }
    return Optional.of(new CContext(module.contextType(), members));
  }
}
