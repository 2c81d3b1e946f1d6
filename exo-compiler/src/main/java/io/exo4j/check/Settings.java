package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Target;
import io.exo4j.syntax.AstItem;
import io.exo4j.syntax.AstLiteral;
import io.exo4j.syntax.AstName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns the declarations of memories and targets, which consist of settings, into IR. */
final class Settings {
  private static final List<String> MEMORY_KEYS =
      List.of(
          "readable",
          "global",
          "capacity",
          "capacity_bytes",
          "registers",
          "innermost",
          "constant_extents",
          "alloc",
          "free",
          "window");

  private static final List<String> TARGET_KEYS = List.of("flags", "cpu", "sde", "qemu", "model");

  private final Reporter reporter;

  Settings(Reporter reporter) {
    this.reporter = reporter;
  }

  /** The memory; what it does not say it has from its base. Empty if something was reported. */
  Optional<Memory> memory(AstItem.Memory item, Optional<Memory> base) {
    int before = reporter.failures();
    Reader in = new Reader(item.settings());
    Memory from = base.orElse(Memory.DRAM);
    Map<String, String> extra = new HashMap<>(from.extra());
    for (AstItem.Setting s : item.settings()) {
      if (!MEMORY_KEYS.contains(s.key().text())) {
        extra.put(s.key().text(), text(s.value()));
        Suggest.didYouMean(s.key().text(), MEMORY_KEYS)
            .ifPresent(hint -> warnUnknown(s.key(), hint));
      }
    }
    Memory memory =
        new Memory(
            item.name().text(),
            base,
            in.bool("readable").orElse(from.readable()),
            in.string("global", from.global()),
            elements(item.elements(), from.elements()),
            in.count("capacity", from.capacity()),
            in.count("capacity_bytes", from.capacityBytes()),
            in.count("registers", from.registers()),
            in.count("innermost", from.innermost()),
            in.bool("constant_extents").orElse(from.constantExtents()),
            in.string("alloc", from.alloc()),
            in.string("free", from.free()),
            in.string("window", from.window()),
            extra);
    if (before != reporter.failures()) {
      return Optional.empty();
    }
    return Optional.of(memory.equals(Memory.DRAM) ? Memory.DRAM : memory);
  }

  private void warnUnknown(AstName key, String hint) {
    reporter.warning(
        Diagnostic.warning(
                CheckCode.UNKNOWN_SETTING,
                key.span(),
                "the compiler does not know the setting '" + key + "' of a memory")
            .withHint(hint));
  }

  private List<Memory.Element> elements(List<AstItem.Element> own, List<Memory.Element> inherited) {
    Map<Precision, Memory.Element> all = new LinkedHashMap<>();
    for (Memory.Element e : inherited) {
      all.put(e.precision(), e);
    }
    for (AstItem.Element e : own) {
      Optional<Precision> p = TypeNames.precision(e.scalar(), reporter);
      if (p.isPresent() && p.get() == Precision.R) {
        reporter.error(
            CheckCode.INVALID_SETTING,
            e.scalar().span(),
            "an element needs a fixed precision, which R is not");
      }
      if (p.isPresent()) {
        all.put(p.get(), new Memory.Element(p.get(), e.cType(), e.count()));
      }
    }
    return new ArrayList<>(all.values());
  }

  /** The target; empty if something was reported. */
  Optional<Target> target(AstItem.Target item) {
    int before = reporter.failures();
    Reader in = new Reader(item.settings());
    for (AstItem.Setting s : item.settings()) {
      if (!TARGET_KEYS.contains(s.key().text())) {
        reporter.error(
            CheckCode.UNKNOWN_SETTING,
            s.key().span(),
            "a target has no setting '" + s.key() + "'",
            Suggest.didYouMean(s.key().text(), TARGET_KEYS)
                .or(() -> Optional.of("settings are " + String.join(", ", TARGET_KEYS))));
      }
    }
    Target target =
        new Target(
            item.name().text(),
            in.string("flags").orElse(""),
            words(in.string("cpu").orElse("")),
            in.string("sde"),
            in.string("qemu"),
            in.string("model"));
    return before == reporter.failures() ? Optional.of(target) : Optional.empty();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.trim().split("\\s+")).filter(w -> !w.isEmpty()).toList();
  }

  private static String text(AstLiteral literal) {
    return literal.accept(
        new AstLiteral.Visitor<String>() {
          @Override
          public String visitText(AstLiteral.Text l) {
            return l.value();
          }

          @Override
          public String visitInt(AstLiteral.Int l) {
            return Long.toString(l.value());
          }

          @Override
          public String visitFloat(AstLiteral.Float l) {
            return Double.toString(l.value());
          }

          @Override
          public String visitBool(AstLiteral.Bool l) {
            return l.value() ? "True" : "False";
          }
        });
  }

  /** Reads settings as values of the kinds that they must have. */
  private final class Reader {
    private final Map<String, AstLiteral> values = new HashMap<>();

    Reader(List<AstItem.Setting> settings) {
      for (AstItem.Setting s : settings) {
        values.put(s.key().text(), s.value());
      }
    }

    private <T> Optional<T> read(String key, String expected, Only<T> reader) {
      AstLiteral v = values.get(key);
      if (v == null) {
        return Optional.empty();
      }
      Optional<T> value = v.accept(reader);
      if (value.isEmpty()) {
        reporter.error(CheckCode.INVALID_SETTING, v.span(), "'" + key + "' must be " + expected);
      }
      return value;
    }

    Optional<String> string(String key) {
      return read(
          key,
          "a string",
          new Only<String>() {
            @Override
            public Optional<String> visitText(AstLiteral.Text l) {
              return Optional.of(l.value());
            }
          });
    }

    Optional<String> string(String key, Optional<String> inherited) {
      Optional<String> value = string(key);
      return value.isPresent() ? value : inherited;
    }

    Optional<Boolean> bool(String key) {
      return read(
          key,
          "True or False",
          new Only<Boolean>() {
            @Override
            public Optional<Boolean> visitBool(AstLiteral.Bool l) {
              return Optional.of(l.value());
            }
          });
    }

    OptionalLong count(String key, OptionalLong inherited) {
      Optional<Long> value =
          read(
              key,
              "a positive whole number",
              new Only<Long>() {
                @Override
                public Optional<Long> visitInt(AstLiteral.Int l) {
                  return l.value() > 0 ? Optional.of(l.value()) : Optional.empty();
                }
              });
      return value.isPresent() ? OptionalLong.of(value.get()) : inherited;
    }
  }

  /** Takes literals of one kind. */
  private abstract static class Only<T> implements AstLiteral.Visitor<Optional<T>> {
    @Override
    public Optional<T> visitText(AstLiteral.Text literal) {
      return Optional.empty();
    }

    @Override
    public Optional<T> visitInt(AstLiteral.Int literal) {
      return Optional.empty();
    }

    @Override
    public Optional<T> visitFloat(AstLiteral.Float literal) {
      return Optional.empty();
    }

    @Override
    public Optional<T> visitBool(AstLiteral.Bool literal) {
      return Optional.empty();
    }
  }
}
