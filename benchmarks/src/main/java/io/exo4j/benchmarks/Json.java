package io.exo4j.benchmarks;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The results with every single time, for programs. */
final class Json {
  private Json() {}

  static String of(List<Session> sessions) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("time", Instant.now().toString());
    root.put("processor", Machine.processor());
    root.put("cores", Machine.cores());
    root.put("sessions", sessions.stream().map(Json::session).toList());
    return text(root) + "\n";
  }

  private static Map<String, Object> session(Session s) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("threads", s.threads());
    out.put("loadBefore", s.loadBefore());
    out.put("loadAfter", s.loadAfter());
    if (s.peakRates().getCount() > 0) {
      out.put("lowestPeakGflops", s.peakRates().getMin());
      out.put("highestPeakGflops", s.peakRates().getMax());
    }
    out.put("versions", s.versions());
    out.put("measurements", s.measurements().stream().map(Json::measurement).toList());
    return out;
  }

  private static Map<String, Object> measurement(Measurement m) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("operation", m.problem().operation().kernel());
    out.put("group", m.problem().group());
    Map<String, Object> sizes = new LinkedHashMap<>();
    for (int i = 0; i < m.problem().sizes().length; i++) {
      sizes.put(m.problem().operation().sizes().get(i), m.problem().sizes()[i]);
    }
    out.put("sizes", sizes);
    out.put("flops", m.problem().flops());
    out.put("bytes", m.problem().bytes());
    Map<String, Object> times = new LinkedHashMap<>();
    m.samples().forEach((c, s) -> times.put(c.label(), samples(s)));
    out.put("contestants", times);
    return out;
  }

  private static Map<String, Object> samples(Samples s) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("minNanos", s.min());
    out.put("quartile1Nanos", s.quantile(0.25));
    out.put("medianNanos", s.median());
    out.put("quartile3Nanos", s.quantile(0.75));
    out.put("maxNanos", s.quantile(1));
    out.put("relativeError", s.error());
    out.put("nanos", s.inOrder());
    return out;
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(e -> text(e.getKey()) + ":" + text(e.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Double d) {
      return Double.isFinite(d) ? Double.toString(d) : "null";
    }
    if (value instanceof Number) {
      return value.toString();
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
