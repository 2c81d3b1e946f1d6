package io.exo4j.yaml;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Composes YAML to a {@link Tree}. Nothing is constructed from it: scalars stay the text that was
 * written, and the ways in which YAML misreads patterns and cursors are reported instead of
 * surprising later.
 */
public final class YamlReader {
  private static final int MAX_LENGTH = 4 * 1024 * 1024;
  private static final int MAX_DEPTH = 60;
  private static final int MAX_ALIASES = 100;
  private static final int MAX_NODES = 200_000;

  /** The rest of a line that YAML takes for a comment, but was meant as the number of a match. */
  private static final Pattern MATCH_NUMBER = Pattern.compile("[ \\t]+#\\s*\\d+\\s*([,\\]}].*)?");

  private final SourceFile file;
  private final int codePoints;
  private int nodes;

  private YamlReader(SourceFile file) {
    this.file = file;
    this.codePoints = file.text().codePointCount(0, file.text().length());
  }

  /**
   * Reads a YAML document.
   *
   * @return empty if there is nothing in it
   * @throws ExoException if it is not YAML, or exceeds a limit
   */
  public static Optional<Tree> read(SourceFile file) {
    return new YamlReader(file).read();
  }

  private Optional<Tree> read() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_LENGTH);
    options.setNestingDepthLimit(10 * MAX_DEPTH);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    try {
      Parser parser = new ParserImpl(new StreamReader(new StringReader(file.text())), options);
      Node root = new Composer(parser, new NoTypes(), options).getSingleNode();
      return root == null ? Optional.empty() : Optional.of(tree(root, 0, false));
    } catch (MarkedYAMLException e) {
      throw syntax(e);
    } catch (YAMLException e) {
      throw fail(YamlCode.LIMIT, file.span(0, 0), String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  /** Scalars are text, whatever they look like. */
  private static final class NoTypes extends Resolver {
    @Override
    protected void addImplicitResolvers() {}
  }

  private Tree tree(Node node, int depth, boolean inFlow) {
    SourceSpan span = span(node.getStartMark(), node.getEndMark());
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
      // an alias may contain itself, or aliases of aliases may multiply without end
      throw fail(
          YamlCode.LIMIT, span, "the file is nested too deeply or too large", Optional.empty());
    }
    if (node.getTag() != null && node.getTag().getValue().startsWith("!")) {
      throw fail(
          YamlCode.UNSUPPORTED,
          span,
          "tags such as " + node.getTag().getValue() + " mean nothing in a schedule",
          Optional.of("text that begins with '!' needs quotes"));
    }
    return switch (node.getNodeId()) {
      case scalar -> scalar((ScalarNode) node, span, inFlow);
      case sequence -> sequence((SequenceNode) node, span, depth);
      case mapping -> mapping((MappingNode) node, span, depth);
      default -> throw fail(YamlCode.UNSUPPORTED, span, "this is no value", Optional.empty());
    };
  }

  private Tree.Scalar scalar(ScalarNode node, SourceSpan span, boolean inFlow) {
    if (node.isPlain()) {
      String rest = file.text().substring(span.end(), file.lineEnd(span.endLine()));
      Matcher m = MATCH_NUMBER.matcher(rest);
      if (m.matches() && !node.getValue().isEmpty()) {
        String whole = node.getValue() + " " + rest.strip().replaceAll("[,\\]}].*", "").strip();
        throw fail(
            YamlCode.NEEDS_QUOTES,
            span,
            "YAML takes what follows the '#' for a comment",
            Optional.of("quote it: \"" + whole + "\""));
      }
      if (inFlow && !balanced(node.getValue())) {
        throw fail(
            YamlCode.NEEDS_QUOTES,
            span,
            "YAML ended this text at a comma or bracket: '" + node.getValue() + "'",
            Optional.of("quote the whole text"));
      }
    }
    return new Tree.Scalar(node.getValue(), node.isPlain(), span);
  }

  private static boolean balanced(String text) {
    int depth = 0;
    for (char c : text.toCharArray()) {
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

  private Tree.Seq sequence(SequenceNode node, SourceSpan span, int depth) {
    List<Tree> items = new ArrayList<>();
    for (Node n : node.getValue()) {
      items.add(tree(n, depth + 1, isFlow(node.getFlowStyle())));
    }
    return new Tree.Seq(items, isFlow(node.getFlowStyle()), span);
  }

  private Tree.Mapping mapping(MappingNode node, SourceSpan span, int depth) {
    List<Tree.Pair> pairs = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (NodeTuple t : node.getValue()) {
      boolean flow = isFlow(node.getFlowStyle());
      Tree key = tree(t.getKeyNode(), depth + 1, flow);
      if (!(key instanceof Tree.Scalar k)) {
        throw fail(
            YamlCode.NEEDS_QUOTES,
            key.span(),
            "a key must be a name, not " + key.describe(),
            Optional.of("a pattern or $( … ) with brackets or commas needs quotes"));
      }
      if (k.text().equals("<<") && k.plain()) {
        throw fail(
            YamlCode.UNSUPPORTED,
            k.span(),
            "merge keys are not part of schedules",
            Optional.empty());
      }
      if (!seen.add(k.text())) {
        throw fail(
            YamlCode.DUPLICATE_KEY,
            k.span(),
            "'" + k.text() + "' is given twice",
            Optional.empty());
      }
      pairs.add(new Tree.Pair(k, tree(t.getValueNode(), depth + 1, flow)));
    }
    return new Tree.Mapping(pairs, isFlow(node.getFlowStyle()), span);
  }

  private static boolean isFlow(DumperOptions.FlowStyle style) {
    return style == DumperOptions.FlowStyle.FLOW;
  }

  private SourceSpan span(Mark from, Mark to) {
    int start = offset(from);
    return file.span(start, Math.max(start, offset(to)));
  }

  /** Marks count code points, spans UTF-16 units. */
  private int offset(Mark mark) {
    String text = file.text();
    int points = Math.min(mark.getIndex(), codePoints);
    return codePoints == text.length() ? points : text.offsetByCodePoints(0, points);
  }

  private ExoException syntax(MarkedYAMLException e) {
    Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
    SourceSpan at = mark == null ? file.span(0, 0) : span(mark, mark);
    String line = file.lineText(at.line());
    Optional<String> hint = Optional.empty();
    if (line.matches(".*\\s#\\s*\\d+.*")) {
      hint = Optional.of("a cursor like \"i #1\" needs quotes: '#' begins a comment");
    } else if (line.matches(".*(\\b(for|if)\\b.*:|\\b\\w+\\s*:\\s*_|_\\].*|\\$\\(|\\w\\[).*")) {
      hint = Optional.of("a pattern, window or $( … ) with ':', ',' or brackets needs quotes");
    }
    Diagnostic d =
        Diagnostic.error(YamlCode.SYNTAX, at, "this is not valid YAML: " + problem(e))
            .withHint(hint);
    Mark begin = e.getContextMark();
    boolean elsewhere = begin != null && mark != null && begin.getLine() != mark.getLine();
    return new ExoException(
        elsewhere ? d.withNote(span(begin, begin), "what is not finished begins here") : d);
  }

  private static String problem(MarkedYAMLException e) {
    String context = e.getContext() == null ? "" : e.getContext() + ", ";
    return (context + (e.getProblem() == null ? "malformed" : e.getProblem())).replace('\n', ' ');
  }

  private static ExoException fail(
      YamlCode code, SourceSpan span, String message, Optional<String> hint) {
    return new ExoException(Diagnostic.error(code, span, message).withHint(hint));
  }
}
