package io.exo4j.fuzz;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.schedule.ArgValue;
import io.exo4j.schedule.DirectiveSpec;
import io.exo4j.schedule.ParamKind;
import io.exo4j.schedule.ParamSpec;
import io.exo4j.schedule.Procedure;
import io.exo4j.testing.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Writes random steps. What a parameter gets follows from its kind; a few names of parameters and
 * directives are known, so that more of the steps are accepted.
 */
final class StepGenerator {
  /** Statements that directives with a statement or block parameter can do something with. */
  private static final Map<String, List<Class<? extends Stmt>>> KINDS =
      Map.ofEntries(
          Map.entry("lift_if", List.of(Stmt.If.class)),
          Map.entry("lift_scope", List.of(Stmt.If.class, Stmt.For.class)),
          Map.entry("remove_guard", List.of(Stmt.If.class)),
          Map.entry("fill_guard", List.of(Stmt.If.class)),
          Map.entry("eliminate_dead_code", List.of(Stmt.If.class, Stmt.For.class)),
          Map.entry("fuse_loop", List.of(Stmt.If.class, Stmt.For.class)),
          Map.entry("split_write", List.of(Stmt.Assign.class, Stmt.Reduce.class)),
          Map.entry("merge_writes", List.of(Stmt.Assign.class, Stmt.Reduce.class)),
          Map.entry("fold_into_reduce", List.of(Stmt.Assign.class)),
          Map.entry("inline_assign", List.of(Stmt.Assign.class)),
          Map.entry("lift_reduce_constant", List.of(Stmt.Assign.class)),
          Map.entry("inline_buffer", List.of(Stmt.Assign.class)),
          Map.entry("parallelize_reduction", List.of(Stmt.Reduce.class)),
          Map.entry("inline_window", List.of(Stmt.WindowStmt.class)),
          Map.entry("delete_config", List.of(Stmt.WriteConfig.class)));

  private static final List<String> PAIRS =
      List.of("merge_writes", "reorder_stmts", "lift_reduce_constant");

  private final Dice choice;
  private final Procedure procedure;
  private final List<Inputs> inputs;
  private final Places places;
  private final DirectiveSpec spec;

  /** The directive, or the one that it is a copy of. */
  private final String like;

  private final List<ArgValue.Entry> out = new ArrayList<>();

  private Optional<Places.OfStmt> anchor = Optional.empty();
  private int anchorCount = 1;
  private Optional<DataType> buffer = Optional.empty();
  private Optional<Places.OfExpr> expr = Optional.empty();
  private Optional<Procedure> callee = Optional.empty();
  private Optional<Config> config = Optional.empty();
  private Optional<ConfigField> field = Optional.empty();
  private boolean planned;

  private StepGenerator(Dice choice, Procedure procedure, List<Inputs> inputs, DirectiveSpec spec) {
    this.choice = choice;
    this.procedure = procedure;
    this.inputs = inputs;
    this.places = new Places(procedure);
    this.spec = spec;
    this.like = spec.name().replace("unsound_", "");
  }

  /** A step, unless the procedure has nothing for the directive. */
  static Optional<Step> generate(
      Dice choice, Procedure procedure, List<Inputs> inputs, DirectiveSpec spec) {
    return new StepGenerator(choice, procedure, inputs, spec).step();
  }

  private Optional<Step> step() {
    if (spec.params().stream().anyMatch(p -> p.kind() == ParamKind.WINDOW)) {
      planned = stmt(1, "").isPresent();
    }
    for (ParamSpec p : spec.params()) {
      boolean optional = !p.required();
      int skip = p.kind() == ParamKind.NAME ? 30 : 50;
      if (optional && choice.percent(skip) && !p.wholeArgument()) {
        continue;
      }
      Optional<ArgValue> v = p.list() ? several(p) : one(p);
      if (v.isEmpty()) {
        if (optional) {
          continue;
        }
        return Optional.empty();
      }
      out.add(Step.entry(p.name(), v.get()));
    }
    return Optional.of(new Step(procedure.name(), spec, out));
  }

  private Optional<ArgValue> several(ParamSpec p) {
    if (p.name().equals("dimensions")) {
      return Optional.of(permutation());
    }
    if (p.name().equals("args") && callee.isPresent()) {
      return Optional.of(Step.list(callee.get().proc().args().stream().map(this::actual).toList()));
    }
    List<ArgValue> values = new ArrayList<>();
    for (int n = choice.percent(75) ? 1 : 2; n > 0; n--) {
      one(p).ifPresent(values::add);
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new ArgValue.Items(values, SourceSpan.NONE));
  }

  private ArgValue permutation() {
    List<String> dims = new ArrayList<>();
    int rank = buffer.map(DataType::rank).orElse(2);
    for (int d = 0; d < rank; d++) {
      dims.add("" + d);
    }
    Collections.shuffle(dims, new Random(choice.below(1000)));
    return Step.list(dims);
  }

  private String actual(Arg formal) {
    NewTexts texts = texts();
    if (!formal.type().isData()) {
      return formal.type() == ControlType.BOOL ? texts.condition() : texts.index();
    }
    DataType wanted = formal.type().asData().orElseThrow();
    List<Sym> buffers =
        texts.buffers().stream()
            .filter(b -> procedure.types().data(b).precision() == wanted.precision())
            .filter(b -> procedure.types().data(b).rank() >= wanted.rank())
            .toList();
    return buffers.isEmpty() ? "0" : texts.window(choice.pick(buffers), wanted.rank());
  }

  private Optional<ArgValue> one(ParamSpec p) {
    return switch (p.kind()) {
      case LOOP -> place(p, List.of(Stmt.For.class), 1);
      case CALL -> place(p, List.of(Stmt.Call.class), 1);
      case ALLOC -> alloc();
      case STMT -> place(p, KINDS.getOrDefault(like, List.of()), 1);
      case BLOCK -> place(p, KINDS.getOrDefault(like, List.of()), blockSize());
      case GAP ->
          place(p, List.of(), 1)
              .map(v -> Step.text(((ArgValue.Scalar) v).text() + choice.of(".before", ".after")));
      case EXPR -> expression();
      case NEW_EXPR -> Optional.of(Step.text(newExpr(p)));
      case WINDOW ->
          anchor
              .flatMap(
                  a -> texts().window(a.siblings().subList(a.index(), a.index() + anchorCount)))
              .map(Step::text);
      case NAME -> Optional.of(Step.text(name(p)));
      case FIELD -> fieldName();
      case TEXT -> Optional.of(Step.text("work({" + procedure.proc().args().get(0).name() + "});"));
      case INT -> Optional.of(Step.text(integer(p)));
      case BOOL -> Optional.of(Step.text(choice.of("true", "false")));
      case CHOICE -> Optional.of(Step.text(choice.pick(p.choices())));
      case PROC -> subproc();
      case MEMORY -> Optional.of(Step.text(choice.of("DRAM", "DRAM_STACK", "MDRAM")));
      case CONFIG -> configuration();
      case PRECISION ->
          buffer
              .filter(t -> t.precision().isFloating())
              .map(t -> Step.text(choice.of("R", "f32", "f64")));
      case ITER_VARS -> Optional.of(Step.list(List.of(name(p) + "o", name(p) + "i")));
      case CONSTANTS -> constants();
      case STEP -> Optional.empty();
    };
  }

  private NewTexts texts() {
    Stmt at = anchor.map(Places.OfStmt::stmt).orElse(procedure.proc().body().get(0));
    return new NewTexts(choice, procedure, at.id());
  }

  private int blockSize() {
    if (like.equals("replace") && callee.isPresent()) {
      return callee.get().proc().body().size();
    }
    if (PAIRS.contains(like)) {
      return 2;
    }
    return choice.of(1, 1, 1, 2, 2, 3);
  }

  private Optional<ArgValue> place(ParamSpec p, List<Class<? extends Stmt>> kinds, int count) {
    if (planned) {
      planned = false;
      return Optional.of(Step.text(anchor.orElseThrow().text(anchorCount)));
    }
    if (p.name().equals("target")) {
      return target();
    }
    if (anchor.isPresent() && choice.percent(90)) {
      Places.OfStmt a = anchor.get();
      int next = a.index() + anchorCount;
      return next < a.siblings().size()
          ? Optional.of(Step.text(a.block() + "[" + next + "]"))
          : Optional.empty();
    }
    return stmt(count, p.name(), kinds).map(s -> Step.text(s.text(anchorCount)));
  }

  /** A loop that uses the buffer that was chosen before. */
  private Optional<ArgValue> target() {
    Optional<Stmt> before = anchor.map(Places.OfStmt::stmt);
    Optional<Stmt> producer = before.filter(s -> s.as(Stmt.Alloc.class).isEmpty());
    Optional<Sym> buffer =
        before
            .flatMap(s -> s.as(Stmt.Alloc.class))
            .map(Stmt.Alloc::buf)
            .or(() -> producer.flatMap(s -> s.as(Stmt.Assign.class)).map(Stmt.Assign::buf));
    if (buffer.isEmpty()) {
      return Optional.empty();
    }
    List<Places.OfStmt> fit =
        places.stmts().stream().filter(Likely.consumer(procedure, buffer.get(), producer)).toList();
    return fit.isEmpty() ? Optional.empty() : Optional.of(Step.text(choice.pick(fit).text()));
  }

  private Optional<Places.OfStmt> stmt(int count, String param, List<Class<? extends Stmt>> kinds) {
    List<Places.OfStmt> all =
        places.where(s -> kinds.isEmpty() || kinds.stream().anyMatch(k -> s.as(k).isPresent()));
    // the first of two needs one behind it
    boolean two = param.endsWith("1") || count > 1;
    List<Places.OfStmt> fit =
        all.stream()
            .filter(s -> !two || s.index() + 1 < s.siblings().size())
            .filter(choice.percent(95) ? likely() : s -> true)
            .toList();
    if (fit.isEmpty()) {
      return Optional.empty();
    }
    Places.OfStmt s = choice.pick(fit);
    anchor = Optional.of(s);
    anchorCount = Math.min(count, s.siblings().size() - s.index());
    return anchor;
  }

  private Predicate<Places.OfStmt> likely() {
    if (callee.isPresent() && like.equals("call_eqv")) {
      Proc called = callee.get().proc();
      return p ->
          p.stmt()
              .as(Stmt.Call.class)
              .filter(c -> c.callee().args().size() == called.args().size())
              .isPresent();
    }
    if (callee.isPresent() && like.equals("replace")) {
      return Likely.like(callee.get().proc().body().get(0));
    }
    return switch (like) {
      case "compute_at", "compute_and_store_at", "fully_inline", "inline_buffer" ->
          Likely.producer(procedure);
      case "parallelize_reduction" -> Likely.sum(procedure);
      default -> Likely.stmt(like);
    };
  }

  private Optional<Places.OfStmt> stmt(int count, String param) {
    return stmt(count, param, List.of());
  }

  private Optional<ArgValue> alloc() {
    List<Arg> args = procedure.proc().args().stream().filter(a -> a.type().isData()).toList();
    List<Places.OfStmt> allocs = places.of(Stmt.Alloc.class);
    boolean arg = like.equals("transpose") || like.equals("set_window");
    int rank = like.equals("transpose") || like.equals("rearrange_dim") ? 2 : 0;
    args = args.stream().filter(a -> a.type().asData().orElseThrow().rank() >= rank).toList();
    if (!args.isEmpty() && (arg || allocs.isEmpty() || choice.percent(rank == 2 ? 50 : 12))) {
      Arg a = choice.pick(args);
      buffer = a.type().asData();
      return Optional.of(Step.text(a.name()));
    }
    if (allocs.isEmpty()) {
      return Optional.empty();
    }
    Predicate<Stmt.Alloc> likely = Likely.alloc(like, buffer);
    List<Places.OfStmt> fit =
        allocs.stream()
            .filter(p -> p.stmt().as(Stmt.Alloc.class).filter(likely).isPresent())
            .filter(p -> buffer.isEmpty() || anchor.isEmpty() || p.stmt() != anchor.get().stmt())
            .toList();
    if (fit.isEmpty()) {
      return Optional.empty();
    }
    Places.OfStmt s = choice.pick(fit);
    anchor = anchor.or(() -> Optional.of(s));
    buffer = s.stmt().as(Stmt.Alloc.class).map(Stmt.Alloc::type);
    return Optional.of(Step.text(s.text()));
  }

  private Optional<ArgValue> expression() {
    if (places.exprs().isEmpty()) {
      return Optional.empty();
    }
    boolean data = !like.equals("bind_config") && choice.percent(50);
    Predicate<Expr> likely = Likely.expr(like, procedure);
    List<Places.OfExpr> fit =
        places.exprs().stream()
            .filter(e -> !data || e.expr().isData())
            .filter(e -> likely.test(e.expr()))
            .toList();
    if (fit.isEmpty()) {
      return Optional.empty();
    }
    Places.OfExpr e = choice.pick(fit);
    expr = Optional.of(e);
    anchor = Optional.of(e.stmt());
    return Optional.of(Step.text(choice.percent(30) ? Printer.print(e.expr()) : e.text()));
  }

  private String newExpr(ParamSpec p) {
    NewTexts texts = texts();
    String name = p.name();
    if (like.equals("rewrite_expr") && expr.isPresent()) {
      return rewritten(texts);
    }
    if (name.startsWith("cond") || name.equals("assertion")) {
      return texts.condition();
    }
    if (field.isPresent()) {
      if (field.get().type().isData()) {
        return texts.data();
      }
      return field.get().type() == ControlType.BOOL ? texts.condition() : texts.index();
    }
    Optional<Stmt.For> loop =
        anchor.flatMap(
            a ->
                a.stmt()
                    .as(Stmt.For.class)
                    .or(() -> procedure.index().loops(a.stmt().id()).stream().findFirst()));
    if (loop.isPresent() && choice.percent(60)) {
      String lo = Printer.print(loop.get().lo());
      String hi = Printer.print(loop.get().hi());
      switch (name) {
        case "num":
          return choice.of("1", "2", hi + " - 1", hi, lo, lo + " + 1", hi + " / 2");
        case "new_lo":
          return choice.of("0", "1", "2", hi, lo + " + 1");
        case "alloc_dim":
          return choice.of(hi, hi, hi + " + 1", "4");
        case "indexing":
          String i = loop.get().iter().name();
          return choice.of(i, i, i, i + " - " + lo, "0", hi + " - 1 - " + i);
        case "outer_hi":
          return choice.of(hi, hi + " / 2", hi + " / 2 + 1", "1", "2");
        default:
          break;
      }
    }
    if (name.equals("offset") && choice.percent(60)) {
      return "0";
    }
    if (name.equals("size")
        && buffer.isPresent()
        && buffer.get().rank() > 0
        && choice.percent(60)) {
      String d = Printer.print(choice.pick(buffer.get().dims()));
      return choice.of(d, d + " + 1", d + " - 1", "2 * (" + d + ")", "2");
    }
    return texts.index();
  }

  private String rewritten(NewTexts texts) {
    String e = Printer.print(expr.get().expr());
    if (expr.get().expr().isData() && choice.percent(70)) {
      int at = e.indexOf(']');
      return at < 0
          ? e
          : e.substring(0, at) + choice.of(" + 0", " + 1 - 1", " * 1", " + 1") + e.substring(at);
    }
    return switch (choice.below(5)) {
      case 0 -> "0 + (" + e + ")";
      case 1 -> "(" + e + ") + 1 - 1";
      case 2 -> "(" + e + " + 2) / 1 - 2";
      case 3 -> choice.percent(50) ? texts.index() : texts.condition();
      default -> "2 * (" + e + ") / 2";
    };
  }

  private String name(ParamSpec p) {
    if (p.name().equals("loop2")) {
      return anchor
          .flatMap(a -> a.stmt().as(Stmt.For.class))
          .flatMap(f -> f.body().get(0).as(Stmt.For.class))
          .map(f -> f.iter().name())
          .orElse("i");
    }
    return choice.percent(25)
        ? texts().known().orElse("t")
        : choice.of("t", "u", "k", "p", "q") + choice.below(10);
  }

  private String integer(ParamSpec p) {
    if (like.equals("unroll_buffer") && buffer.isPresent()) {
      List<Integer> dims = Likely.literalDims(buffer.get());
      return "" + (dims.isEmpty() ? 0 : choice.pick(dims));
    }
    if (p.name().contains("dim")) {
      return "" + choice.below(Math.max(1, buffer.map(DataType::rank).orElse(2)));
    }
    return p.name().startsWith("n_")
        ? choice.of("1", "1", "2")
        : choice.of("1", "2", "2", "3", "4", "4");
  }

  private Optional<ArgValue> subproc() {
    List<String> names =
        procedure.scope().procedureNames().stream()
            .filter(n -> !n.equals(procedure.name()))
            .filter(n -> !n.startsWith("main"))
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (like.equals("call_eqv") && !names.contains("fast")) {
      return Optional.empty();
    }
    if (like.equals("insert_noop_call")) {
      names = names.stream().filter(n -> n.startsWith("noop")).toList();
    } else if (like.startsWith("replace") && choice.percent(60)) {
      names = names.stream().filter(n -> n.startsWith("vec")).toList();
    }
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String name =
        names.contains("fast") && choice.percent(like.equals("call_eqv") ? 97 : 50)
            ? "fast"
            : choice.pick(names);
    callee = procedure.scope().procedure(name);
    return Optional.of(Step.text(name));
  }

  private Optional<ArgValue> configuration() {
    List<Config> all = List.copyOf(procedure.scope().module().configs().values());
    if (all.isEmpty()) {
      return Optional.empty();
    }
    config = Optional.of(choice.pick(all));
    return Optional.of(Step.text(config.get().name()));
  }

  private Optional<ArgValue> fieldName() {
    Optional<Type> wanted = expr.flatMap(e -> Likely.scalar(procedure, e.expr()));
    List<ConfigField> fit =
        config.stream()
            .flatMap(c -> c.fields().stream())
            .filter(f -> !like.equals("bind_config") || wanted.filter(f.type()::equals).isPresent())
            .toList();
    field = fit.isEmpty() ? Optional.empty() : Optional.of(choice.pick(fit));
    return field.map(f -> Step.text(f.name()));
  }

  /** Values of arguments as one of the inputs has them. */
  private Optional<ArgValue> constants() {
    Inputs in = choice.pick(inputs);
    List<Arg> control =
        procedure.proc().args().stream()
            .filter(a -> !a.type().isData() && in.arguments().containsKey(a.name()))
            .toList();
    if (control.isEmpty()) {
      return Optional.empty();
    }
    Arg a = choice.pick(control);
    ArgValue.Entry e =
        Step.entry(a.name(), Step.text(String.valueOf(in.arguments().get(a.name()))));
    return Optional.of(new ArgValue.Entries(List.of(e), SourceSpan.NONE));
  }
}
