package io.exo4j.interp;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Config;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers the configuration fields that a program mentions, and moves their values in and out. */
final class ConfigSlots {
  private record Field(String key, Type type) {}

  private final Map<String, Integer> slots = new HashMap<>();
  private final List<Field> control = new ArrayList<>();
  private final List<Field> data = new ArrayList<>();

  /** The name of a field in a {@link ConfigState}. */
  static String key(Config config, String field) {
    return config.name() + "." + field;
  }

  /** The slot of a control field. */
  int control(Config config, String field) {
    return slot(config, field, control);
  }

  /** The slot of a data field. */
  int data(Config config, String field) {
    return slot(config, field, data);
  }

  private int slot(Config config, String field, List<Field> fields) {
    return slots.computeIfAbsent(
        key(config, field),
        key -> {
          fields.add(new Field(key, config.field(field).type()));
          return fields.size() - 1;
        });
  }

  /** The name of the data field whose storage that is, or an empty text. */
  String keyOf(Machine machine, Storage storage) {
    for (int i = 0; i < data.size(); i++) {
      if (machine.dataFields[i].storage == storage) {
        return data.get(i).key();
      }
    }
    return "";
  }

  Machine machine(InterpreterOptions options, ConfigState state) {
    long[] controlFields = new long[control.size()];
    for (int i = 0; i < controlFields.length; i++) {
      controlFields[i] = controlValue(control.get(i), state);
    }
    View[] dataFields = new View[data.size()];
    for (int i = 0; i < dataFields.length; i++) {
      Field field = data.get(i);
      Precision p = field.type().asData().map(DataType::precision).orElse(Precision.F32);
      Storage cell = Storage.cell(Rounding.effective(p));
      fill(cell, field.key(), state);
      dataFields[i] = View.scalar(cell, 0);
    }
    return new Machine(options, controlFields, dataFields);
  }

  private static long controlValue(Field field, ConfigState state) {
    boolean bool = field.type().equals(ControlType.BOOL);
    Object v = state.values().getOrDefault(field.key(), bool ? (Object) false : (Object) 0L);
    if (bool && v instanceof Boolean b) {
      return b ? 1 : 0;
    }
    if (!bool && v instanceof Long l) {
      return l;
    }
    throw unsuitable(field.key(), v, bool ? "a Boolean" : "a Long");
  }

  private static void fill(Storage cell, String key, ConfigState state) {
    boolean real = cell.precision.isFloating();
    Object v = state.values().getOrDefault(key, real ? (Object) 0.0 : (Object) 0L);
    if (real && v instanceof Double d) {
      cell.store(0, Precision.F64, d);
    } else if (!real && v instanceof Long l) {
      cell.store(0, Precision.I64, l);
    } else {
      throw unsuitable(key, v, real ? "a Double" : "a Long");
    }
  }

  private static ExoException unsuitable(String key, Object value, String wanted) {
    return new ExoException(
        Diagnostic.error(
            InterpCode.CONFIG_VALUE,
            SourceSpan.NONE,
            key + " must be " + wanted + ", but is a " + value.getClass().getSimpleName()));
  }

  /** The state after a run: the one before it, with the fields that the program mentions. */
  ConfigState after(Machine machine, ConfigState before) {
    if (control.isEmpty() && data.isEmpty()) {
      return before;
    }
    Map<String, Object> values = new HashMap<>(before.values());
    for (int i = 0; i < control.size(); i++) {
      long v = machine.controlFields[i];
      boolean bool = control.get(i).type().equals(ControlType.BOOL);
      values.put(control.get(i).key(), bool ? (Object) (v != 0) : (Object) v);
    }
    for (int i = 0; i < data.size(); i++) {
      Storage cell = machine.dataFields[i].storage;
      Object v =
          cell.precision.isFloating()
              ? (Object) cell.real(0, cell.precision)
              : (Object) cell.integer(0, cell.precision);
      values.put(data.get(i).key(), v);
    }
    return new ConfigState(values);
  }
}
