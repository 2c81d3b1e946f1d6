package io.exo4j.testing;

import io.exo4j.ir.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * Random well-formed programs, as text. They pass the front end by construction: accesses are in
 * bounds, everything is written before it is read, arguments do not overlap, parallel iterations do
 * not conflict, no integer is divided by zero, and values stay so small that floating data never
 * overflow. The same seed and options give the same program.
 */
public final class ProgramGenerator {
  private ProgramGenerator() {}

  /** The program of a seed. */
  public static GeneratedProgram generate(long seed, GeneratorOptions all) {
    Dice dice = new Dice(seed);
    GeneratorOptions options = all.withPrecisions(palette(dice, all.precisions()));
    StringBuilder source = new StringBuilder();
    List<Signature.Field> fields = new ArrayList<>();
    if (options.has(GeneratorOptions.Feature.CONFIGS) && dice.percent(50)) {
      fields.addAll(fields(dice, options));
      source.append("@config\nclass Cfg:\n");
      fields.forEach(f -> source.append("    " + f.name() + ": " + f.type() + "\n"));
      source.append('\n');
    }
    List<Signature> done = new ArrayList<>();
    int n = dice.between(1, options.procedures());
    for (int i = 0; i < n; i++) {
      boolean main = i == n - 1;
      GenProc proc = new GenProc(dice, options, done, fields, main);
      Signature s = proc.generate(main ? "main" : "helper" + i);
      source.append(i == 0 ? "" : "\n").append(proc.text());
      done.add(s);
    }
    return new GeneratedProgram(
        source.toString(), done.get(n - 1), done.stream().map(s -> s.name).toList(), options);
  }

  /** A few precisions of those that are allowed, so that buffers meet others of their precision. */
  private static List<Precision> palette(Dice dice, List<Precision> allowed) {
    List<Precision> few = new ArrayList<>();
    for (int n = dice.between(2, 3); n > 0; n--) {
      few.add(dice.pick(allowed));
    }
    return few;
  }

  private static List<Signature.Field> fields(Dice dice, GeneratorOptions options) {
    List<Signature.Field> fields = new ArrayList<>();
    for (String name : List.of("scale", "gain").subList(0, dice.between(1, 2))) {
      Precision p = dice.pick(options.precisions());
      fields.add(new Signature.Field(name, p.text(), List.of(p)));
    }
    fields.add(new Signature.Field("count", "index", List.of()));
    fields.add(new Signature.Field("on", "bool", List.of()));
    if (dice.percent(50)) {
      fields.add(new Signature.Field("step", "stride", List.of()));
    }
    return fields;
  }
}
