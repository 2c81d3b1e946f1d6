package io.exo4j.fuzz;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.ir.Proc;
import io.exo4j.schedule.ArgValue;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.DirectiveSpec;
import io.exo4j.schedule.ParamKind;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.procs.Rename;
import io.exo4j.testing.Dice;
import io.exo4j.testing.GeneratedProgram;
import io.exo4j.testing.GeneratorOptions;
import io.exo4j.testing.ProgramGenerator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Applies random steps to random programs and compares what they do before and after. */
final class Fuzzer {
  /** Choices about programs are others than those that made them from the same seed. */
  static final long STREAM = 0x1234567L;

  private static final int STEPS = 6;
  private static final int ATTEMPTS = 40;
  private static final int INPUTS = 5;
  private static final int MOST_STATEMENTS = 120;

  /** Directives that nearly always apply and hardly ever can go wrong. */
  private static final Set<String> EASY =
      Set.of(
          "rename",
          "make_instr",
          "insert_pass",
          "set_memory",
          "set_precision",
          "add_assertion",
          "delete_pass",
          "commute_expr");

  /** What often can be done after a step, and hardly ever otherwise. */
  private static final Map<String, List<String>> FOLLOWING =
      Map.ofEntries(
          Map.entry(
              "add_loop", List.of("remove_loop", "fission", "lift_scope", "parallelize_loop")),
          Map.entry(
              "inline", List.of("replace", "replace", "replace_all", "inline_window", "simplify")),
          Map.entry("extract_subproc", List.of("inline", "replace_all")),
          Map.entry("partition_loop", List.of("join_loops", "fuse_loop", "unroll", "shift_loop")),
          Map.entry("shift_loop", List.of("partition_loop", "fuse_loop", "simplify")),
          Map.entry(
              "split_write", List.of("merge_writes", "reorder_stmts", "left_reassociate_expr")),
          Map.entry("fold_into_reduce", List.of("merge_writes", "parallelize_loop", "reorder")),
          Map.entry(
              "bind_expr",
              List.of(
                  "inline_assign",
                  "expand_dim",
                  "lift_alloc",
                  "data_reuse",
                  "lift_alloc_simple",
                  "bind_expr",
                  "bind_config",
                  "delete_buffer")),
          Map.entry(
              "stage_mem",
              List.of(
                  "divide_dim",
                  "lift_alloc",
                  "inline_assign",
                  "unroll_buffer",
                  "resize_dim",
                  "rearrange_dim",
                  "data_reuse",
                  "simplify",
                  "stage_mem",
                  "fuse_loop",
                  "delete_buffer")),
          Map.entry("inline_assign", List.of("delete_buffer", "simplify")),
          Map.entry(
              "lift_alloc_simple", List.of("sink_alloc", "fission", "fission_after", "data_reuse")),
          Map.entry("lift_alloc", List.of("sink_alloc", "fission", "fission_after", "data_reuse")),
          Map.entry("sink_alloc", List.of("lift_alloc", "unroll_buffer", "expand_dim")),
          Map.entry(
              "expand_dim",
              List.of(
                  "unroll_buffer",
                  "mult_dim",
                  "rearrange_dim",
                  "lift_alloc_simple",
                  "resize_dim",
                  "divide_dim")),
          Map.entry(
              "divide_dim", List.of("mult_dim", "rearrange_dim", "unroll_buffer", "simplify")),
          Map.entry(
              "split",
              List.of("unroll", "reorder", "mult_loops", "fission", "lift_scope", "simplify")),
          Map.entry(
              "unroll", List.of("simplify", "unroll_buffer", "merge_writes", "reorder_stmts")),
          Map.entry(
              "specialize", List.of("eliminate_dead_code", "lift_scope", "lift_if", "fission")),
          Map.entry("fission", List.of("fuse_loop", "remove_loop", "reorder", "reorder_stmts")),
          Map.entry("lift_scope", List.of("fuse_loop", "reorder", "fission", "remove_loop")),
          Map.entry("write_config", List.of("delete_config", "configwrite_after", "bind_config")),
          Map.entry("configwrite_after", List.of("delete_config", "write_config", "bind_config")),
          Map.entry("configwrite_root", List.of("delete_config", "bind_config", "write_config")),
          Map.entry("bind_config", List.of("delete_config", "fission", "reorder_stmts")),
          Map.entry("commute_expr", List.of("left_reassociate_expr", "fold_into_reduce")));

  private final List<DirectiveSpec> specs;
  private final List<DirectiveSpec> rare;
  private final List<DirectiveSpec> thin;
  private final Consumer<Finding> sink;
  private final Statistics statistics = new Statistics();
  private int found;
  private Exo exo = Exo.create();

  /**
   * A fuzzer.
   *
   * @param specs the directives; those that are not proved, or take steps, are left out
   * @param sink is told about every finding at once
   */
  Fuzzer(List<DirectiveSpec> specs, Consumer<Finding> sink) {
    this.specs = specs.stream().filter(s -> !s.isUnsafe()).filter(Fuzzer::usable).toList();
    this.rare = this.specs.stream().filter(s -> Likely.RARE.contains(s.name())).toList();
    this.thin = this.specs.stream().filter(s -> Likely.THIN.contains(s.name())).toList();
    this.sink = sink;
  }

  private static boolean usable(DirectiveSpec s) {
    return s.params().stream().noneMatch(p -> p.kind() == ParamKind.STEP);
  }

  static List<DirectiveSpec> all() {
    return List.copyOf(DirectiveRegistry.load().all());
  }

  Statistics statistics() {
    return statistics;
  }

  /** How many findings there were. */
  int found() {
    return found;
  }

  /** Fuzzes one program. */
  void program(long seed) {
    GeneratorOptions options = GeneratorOptions.REWRITES;
    options =
        seed % 3 == 0
            ? options.withExtent(1, 6, 3)
            : seed % 3 == 1 ? options.withExtent(2, 5, 3) : options;
    GeneratedProgram program = ProgramGenerator.generate(seed, options);
    // a session remembers all that it proved
    exo = Exo.create();
    try {
      Dice choice = new Dice(~seed, Fuzzer.STREAM);
      Library library = exo.parse("seed" + seed + ".exo", program.source());
      if (choice.percent(75)) {
        String more = Idioms.add(program.source(), library.procedure(program.main()), choice);
        library = exo.parse("seed" + seed + ".exo", more);
      }
      statistics.program();
      new Chain(seed, program, library).run();
    } finally {
      exo.session().close();
    }
  }

  /** The steps of one program. */
  private final class Chain {
    private final long seed;
    private final Dice choice;
    private final Library library;
    private final GeneratedProgram program;
    private final List<Step> steps = new ArrayList<>();
    private List<Inputs> inputs = List.of();

    Chain(long seed, GeneratedProgram program, Library library) {
      this.seed = seed;
      this.choice = new Dice(seed, Fuzzer.STREAM);
      this.program = program;
      this.library = library;
    }

    void run() {
      Procedure main = library.procedure(program.main());
      inputs = Inputs.of(program, main, seed, INPUTS);
      if (program.procedures().size() > 1 && choice.percent(40)) {
        main = withScheduledHelper(main);
      }
      int many = choice.between(1, STEPS);
      for (int i = 0; i < many; i++) {
        Optional<Procedure> next = step(main, true);
        if (next.isEmpty()
            || inputs.isEmpty()
            || next.get().index().statements().size() > MOST_STATEMENTS) {
          return;
        }
        main = next.get();
      }
    }

    /** A second version of a helper for {@code call_eqv}; it is judged where it is called. */
    private Procedure withScheduledHelper(Procedure main) {
      List<String> helpers = new ArrayList<>(program.procedures());
      helpers.remove(program.main());
      Procedure fast = library.procedure(choice.pick(helpers)).in(main.scope());
      for (int i = choice.between(1, 3); i > 0; i--) {
        fast = step(fast, false).orElse(fast);
      }
      if (steps.isEmpty()) {
        return main;
      }
      fast = fast.apply(Rename.of("fast"));
      return main.in(fast.scope().with(fast));
    }

    private Optional<Procedure> step(Procedure before, boolean judge) {
      Optional<DirectiveSpec> next = following();
      for (int i = 0; i < ATTEMPTS; i++) {
        DirectiveSpec spec = next.isPresent() && i < 10 ? next.get() : drawn();
        if (EASY.contains(spec.name()) && choice.percent(85)) {
          continue;
        }
        Optional<Step> step = StepGenerator.generate(choice, before, inputs, spec);
        if (step.isPresent()) {
          Optional<Procedure> after = attempt(before, step.get(), judge);
          if (after.isPresent()) {
            return after;
          }
        }
      }
      return Optional.empty();
    }

    /** A directive; of those that seldom apply more. */
    private DirectiveSpec drawn() {
      int draw = choice.below(100);
      if (draw < 20 && !thin.isEmpty()) {
        return choice.pick(thin);
      }
      return draw < 50 && !rare.isEmpty() ? choice.pick(rare) : choice.pick(specs);
    }

    private Optional<DirectiveSpec> following() {
      if (steps.isEmpty() || choice.percent(45)) {
        return Optional.empty();
      }
      List<String> names =
          FOLLOWING.getOrDefault(steps.get(steps.size() - 1).spec().name(), List.of());
      List<DirectiveSpec> fit = specs.stream().filter(s -> names.contains(s.name())).toList();
      return fit.isEmpty() ? Optional.empty() : Optional.of(choice.pick(fit));
    }

    private Optional<Procedure> attempt(Procedure before, Step step, boolean judge) {
      long start = System.nanoTime();
      Procedure after;
      try {
        after = before.apply(step.bind());
      } catch (ExoException e) {
        return Optional.empty();
      } catch (RuntimeException | StackOverflowError e) {
        report(before, step, Finding.Kind.CRASH, trace(e));
        return Optional.empty();
      } finally {
        statistics.tried(step.spec().name(), System.nanoTime() - start);
      }
      if (AlphaEquivalence.procs(before.proc(), after.proc())) {
        return Optional.empty();
      }
      if (!judge) {
        steps.add(step);
        return Optional.of(after);
      }
      Promise promise = Promise.of(before, step);
      Behaviour.Result r;
      try {
        r = Behaviour.compare(before, after, inputs, promise);
      } catch (RuntimeException e) {
        report(before, step, Finding.Kind.DIFFERENCE, trace(e) + "after:\n" + after.print());
        return Optional.empty();
      }
      statistics.accepted(step.spec().name(), r.compared() > 0);
      if (r.difference().isPresent()) {
        report(before, step, Finding.Kind.DIFFERENCE, r.difference().get());
        return Optional.empty();
      }
      List<Inputs> next = promise.next(after, inputs);
      Optional<String> text = ModuleText.wrong(after, next);
      if (text.isPresent()) {
        report(before, step, Finding.Kind.TEXT, text.get());
        return Optional.empty();
      }
      if (choice.percent(Integer.getInteger("exo.fuzz.prove", 5))) {
        proveAgain(before, after, step);
      }
      inputs = next;
      steps.add(step);
      return Optional.of(after);
    }

    private void proveAgain(Procedure before, Procedure after, Step step) {
      List<String> now = problems(after.proc());
      if (!now.isEmpty() && problems(before.proc()).isEmpty()) {
        statistics.stricter(
            step.spec().name(), now + "\n" + before.print() + step + "\n" + after.print());
      }
    }

    private List<String> problems(Proc p) {
      Diagnostics d = new Diagnostics();
      new FrontEndProofs(exo.session(), d::add).check(p);
      return d.list().stream().map(x -> x.message()).toList();
    }

    private void report(Procedure before, Step step, Finding.Kind kind, String what) {
      found++;
      StringBuilder b = new StringBuilder();
      b.append("steps:\n");
      steps.forEach(s -> b.append("  ").append(s).append('\n'));
      b.append("  ").append(step).append('\n').append(what).append('\n');
      try {
        Directive d = step.bindIn(before);
        Procedure small = new Shrinker(inputs, d, kind, Promise.of(before, step)).shrink(before);
        b.append("reduced to:\n").append(ModuleText.of(small).orElse(small.print()));
        b.append("and the step ").append(step);
        for (ArgValue.Entry e : step.args()) {
          if (e.value() instanceof ArgValue.Scalar s && s.text().startsWith("proc.")) {
            b.append("\n  ").append(e.key()).append(" = ");
            b.append(before.navigate().describe(before.find(s.text())));
          }
        }
        b.append('\n')
            .append(
                Shrinker.wrong(small, d, inputs, kind, Promise.of(before, step))
                    .orElse("(not again)"));
      } catch (RuntimeException | StackOverflowError e) {
        b.append("(not reduced: ").append(e).append(")\n").append(before.print());
      }
      b.append('\n');
      sink.accept(new Finding(seed, step.spec().name(), kind, b.toString()));
    }
  }

  private static String trace(Throwable e) {
    StringWriter w = new StringWriter();
    e.printStackTrace(new PrintWriter(w));
    List<String> lines = w.toString().lines().limit(25).toList();
    return String.join("\n", lines) + "\n";
  }
}
