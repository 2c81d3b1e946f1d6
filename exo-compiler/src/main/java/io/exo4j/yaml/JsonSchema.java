package io.exo4j.yaml;

import io.exo4j.ir.Precision;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.DirectiveSpec;
import io.exo4j.schedule.ParamSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON Schema (draft-07) of schedule files, generated from the directives' declarations: an
 * editor that knows YAML completes and checks with it. It is more permissive than the loader where
 * a schema cannot say what is meant: any value may be a {@code $variable}.
 */
public final class JsonSchema {
  private final DirectiveRegistry registry;

  private JsonSchema(DirectiveRegistry registry) {
    this.registry = registry;
  }

  /** The schema, as JSON text that ends in a line break. */
  public static String generate(DirectiveRegistry registry) {
    StringBuilder out = new StringBuilder();
    write(new JsonSchema(registry).root(), 0, out);
    return out.append('\n').toString();
  }

  private Map<String, Object> root() {
    Map<String, Object> kernel =
        object(
            Map.of(
                "from",
                    described(
                        "what it is made from: a kernel of an import, or one above", string()),
                "export", described("whether it gets a C symbol, a Java method and a test", bool()),
                "target", described("the CPU features that its C needs", string()),
                "variant_of", described("the kernel that it is a faster form of", string()),
                "steps", ref("steps")),
            List.of("from"));
    Map<String, Object> operation =
        object(
            Map.of(
                "doc", string(),
                "args",
                    mapOf(
                        anyOf(
                            kinds(),
                            object(
                                Map.of(
                                    "kind",
                                    kinds(),
                                    "default",
                                    new LinkedHashMap<>(),
                                    "doc",
                                    string()),
                                List.of("kind")))),
                "steps", ref("steps")),
            List.of("steps"));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("$schema", "http://json-schema.org/draft-07/schema#");
    root.put("title", "Exo schedule");
    root.putAll(
        object(
            Map.of(
                "import", described("kernels, platforms and operation libraries", listOf(string())),
                "params", mapOf(new LinkedHashMap<>()),
                "operations", mapOf(operation),
                "kernels", mapOf(kernel)),
            List.of()));
    Map<String, Object> definitions = new LinkedHashMap<>();
    definitions.put("steps", anyOf(listOf(ref("step")), ref("step")));
    definitions.put("step", step());
    for (DirectiveSpec d : registry.all()) {
      definitions.put(d.name(), arguments(d));
    }
    root.put("definitions", definitions);
    return root;
  }

  private Map<String, Object> step() {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<Object> names = new ArrayList<>();
    for (DirectiveSpec d : registry.all()) {
      List<String> all = new ArrayList<>(d.aliases());
      all.add(0, d.name());
      for (String name : all) {
        names.add(name);
        properties.put(name, described(d.doc(), ref(d.name())));
      }
    }
    properties.put("let", described("defines variables", mapOf(new LinkedHashMap<>())));
    properties.put(
        "for",
        described(
            "repeats 'do' for each value of a list",
            openObject(Map.of("do", ref("steps")), List.of("do"))));
    properties.put(
        "if",
        described(
            "chooses by a condition",
            object(
                Map.of("when", anyOf(bool(), string()), "then", ref("steps"), "else", ref("steps")),
                List.of("when"))));
    properties.put("repeat", described("until it no longer applies", ref("steps")));
    properties.put(
        "try",
        described(
            "if a step refuses, undoes all of them and does 'else'",
            anyOf(
                object(Map.of("steps", ref("steps"), "else", ref("steps")), List.of("steps")),
                listOf(ref("step")))));
    properties.put("print", described("prints a text, or the procedure", new LinkedHashMap<>()));
    properties.put("expect", described("checks the procedure", expect()));
    properties.put("fail", described("refuses", string()));
    // operations of this and of imported files have names that the schema cannot know
    Map<String, Object> map = openObject(properties, List.of());
    map.put("minProperties", 1);
    map.put("maxProperties", 1);
    Map<String, Object> name = string();
    name.put("examples", names);
    return anyOf(name, map);
  }

  private static Map<String, Object> expect() {
    Map<String, Object> texts = anyOf(string(), listOf(string()));
    return object(
        Map.of(
            "contains", described("a pattern that must match", texts),
            "absent", described("a pattern that must not match", texts),
            "equals", described("a file with the text of the procedure", texts),
            "equivalent_to", described("a procedure known to do the same", texts),
            "memory", described("memories by buffer", mapOf(string())),
            "precision", described("precisions by buffer", mapOf(string())),
            "max_live",
                described(
                    "how many values of a memory may be live at once",
                    mapOf(anyOf(integer(), string())))),
        List.of());
  }

  /** A map by parameter name, a list in their order, or one value for the first. */
  private static Map<String, Object> arguments(DirectiveSpec d) {
    if (d.wholeArgument().isPresent()) {
      return described(
          d.wholeArgument().get().doc(),
          anyOf(mapOf(new LinkedHashMap<>()), listOf(new LinkedHashMap<>())));
    }
    if (d.params().isEmpty()) {
      Map<String, Object> nothing = new LinkedHashMap<>();
      nothing.put("type", "null");
      return described(d.doc(), nothing);
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (ParamSpec p : d.params()) {
      Map<String, Object> schema = described(p.doc() + " (" + p.meaning() + ")", value(p));
      p.defaultText()
          .filter(t -> !t.isEmpty())
          .ifPresent(t -> schema.put("default", t.equals("[]") ? List.of() : t));
      properties.put(p.name(), schema);
      if (p.required()) {
        required.add(p.name());
      }
    }
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    ParamSpec only = d.params().get(0);
    if (d.params().size() == 1 && only.list()) {
      list.put("items", one(only));
    } else {
      list.put("items", d.params().stream().map(JsonSchema::value).toList());
      list.put("minItems", required.size());
      list.put("maxItems", d.params().size());
    }
    List<Object> forms = new ArrayList<>(List.of(object(properties, required), list));
    if (required.size() <= 1) {
      forms.add(one(only));
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("description", d.doc());
    out.put("anyOf", forms);
    return out;
  }

  private static Map<String, Object> value(ParamSpec p) {
    return p.list() ? anyOf(listOf(one(p)), one(p)) : one(p);
  }

  private static Map<String, Object> one(ParamSpec p) {
    return switch (p.kind()) {
      case INT -> anyOf(integer(), variable());
      case BOOL -> anyOf(bool(), variable());
      case NEW_EXPR -> anyOf(integer(), number(), bool(), string());
      case CHOICE -> anyOf(oneOf(p.choices()), variable());
      case ITER_VARS -> {
        Map<String, Object> pair = listOf(string());
        pair.put("minItems", 2);
        pair.put("maxItems", 2);
        yield anyOf(pair, variable());
      }
      case PRECISION ->
          anyOf(oneOf(Arrays.stream(Precision.values()).map(Precision::text).toList()), variable());
      case STEP -> ref("step");
      default -> string();
    };
  }

  private static Map<String, Object> kinds() {
    return oneOf(ScheduleFile.kinds());
  }

  // ---- building blocks

  private static Map<String, Object> type(String name) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("type", name);
    return m;
  }

  private static Map<String, Object> string() {
    return type("string");
  }

  private static Map<String, Object> integer() {
    return type("integer");
  }

  private static Map<String, Object> number() {
    return type("number");
  }

  private static Map<String, Object> bool() {
    return type("boolean");
  }

  private static Map<String, Object> variable() {
    Map<String, Object> m = string();
    m.put("pattern", "\\$");
    return m;
  }

  private static Map<String, Object> oneOf(List<String> values) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("enum", values);
    return m;
  }

  private static Map<String, Object> ref(String name) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("$ref", "#/definitions/" + name);
    return m;
  }

  private static Map<String, Object> listOf(Map<String, Object> item) {
    Map<String, Object> m = type("array");
    m.put("items", item);
    return m;
  }

  private static Map<String, Object> mapOf(Map<String, Object> value) {
    Map<String, Object> m = type("object");
    m.put("additionalProperties", value);
    return m;
  }

  private static Map<String, Object> openObject(
      Map<String, Object> properties, List<String> required) {
    Map<String, Object> m = type("object");
    // the order of a Map.of is not defined, the text of the schema must be
    m.put(
        "properties", properties instanceof LinkedHashMap ? properties : new TreeMap<>(properties));
    if (!required.isEmpty()) {
      m.put("required", required);
    }
    return m;
  }

  private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
    Map<String, Object> m = openObject(properties, required);
    m.put("additionalProperties", false);
    return m;
  }

  @SafeVarargs
  private static Map<String, Object> anyOf(Map<String, Object>... forms) {
    Map<String, Object> m = new LinkedHashMap<>();
    List<Object> all = new ArrayList<>();
    for (Map<String, Object> form : forms) {
      all.add(form);
    }
    m.put("anyOf", all);
    return m;
  }

  /** In draft-07 a {@code $ref} hides what stands beside it, so the description goes around it. */
  private static Map<String, Object> described(String text, Map<String, Object> schema) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("description", text);
    if (schema.containsKey("$ref")) {
      m.put("allOf", List.of(schema));
    } else {
      m.putAll(schema);
    }
    return m;
  }

  // ---- text

  private static void write(Object value, int level, StringBuilder out) {
    if (value instanceof Map<?, ?> m) {
      writeAll(m.entrySet(), '{', '}', level, out);
    } else if (value instanceof Map.Entry<?, ?> e) {
      quote(String.valueOf(e.getKey()), out);
      out.append(": ");
      write(e.getValue(), level, out);
    } else if (value instanceof Collection<?> c) {
      writeAll(c, '[', ']', level, out);
    } else if (value instanceof String s) {
      quote(s, out);
    } else {
      out.append(value);
    }
  }

  private static void writeAll(
      Collection<?> items, char open, char close, int level, StringBuilder out) {
    out.append(open);
    String separator = "\n";
    for (Object item : items) {
      out.append(separator).append("  ".repeat(level + 1));
      write(item, level + 1, out);
      separator = ",\n";
    }
    if (!items.isEmpty()) {
      out.append('\n').append("  ".repeat(level));
    }
    out.append(close);
  }

  private static void quote(String s, StringBuilder out) {
    out.append('"');
    for (char c : s.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
