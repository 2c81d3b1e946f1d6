package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A top-level item of an {@code .exo} file, as it was written. Immutable; equality ignores places.
 */
public sealed interface AstItem {
  /** Returns where the item stands, decorator and body included. */
  SourceSpan span();

  /** Calls the visitor's method for this kind of item. */
  <R> R accept(Visitor<R> visitor);

  /** What to do for each kind of item. */
  interface Visitor<R> {
    /** {@code from ... import ...}. */
    R visitImport(Import item);

    /** {@code @proc} or {@code @instr}. */
    R visitProc(Proc item);

    /** A procedure that was not read. */
    R visitUnread(Unread item);

    /** {@code @config}. */
    R visitConfig(Config item);

    /** {@code @extern}. */
    R visitExtern(Extern item);

    /** {@code @memory}. */
    R visitMemory(Memory item);

    /** {@code @target}. */
    R visitTarget(Target item);
  }

  /**
   * {@code from a.b import x, y}, {@code from "f.exo" import *}.
   *
   * @param span where it stands
   * @param source the dotted library name, or the file's path as written
   * @param sourceSpan where the source stands
   * @param file whether the source is a file (it was written as a string)
   * @param names the names to import; empty if all are
   * @param all whether {@code *} was written
   */
  record Import(
      SourceSpan span,
      String source,
      SourceSpan sourceSpan,
      boolean file,
      List<AstName> names,
      boolean all)
      implements AstItem {
    /** Copies the list. */
    public Import {
      names = List.copyOf(names);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitImport(this);
    }
  }

  /**
   * What {@code @instr} says.
   *
   * @param template the C text with placeholders
   * @param templateSpan where the template stands
   * @param global C text for the top of the file, or empty
   */
  record InstrSpec(String template, SourceSpan templateSpan, String global) {}

  /**
   * A procedure or an instruction.
   *
   * @param span where it stands
   * @param name its name
   * @param parameters its parameters
   * @param documentation the docstring, common indentation and outer blank lines removed
   * @param assertions the conditions of the {@code assert} statements at its head
   * @param body its statements, at least one
   * @param export false if {@code @proc(export=False)} was written
   * @param instr what {@code @instr} says; empty for a plain procedure
   */
  record Proc(
      SourceSpan span,
      AstName name,
      List<AstParam> parameters,
      Optional<String> documentation,
      List<AstExpr> assertions,
      List<AstStmt> body,
      boolean export,
      Optional<InstrSpec> instr)
      implements AstItem {
    /** Copies the lists. */
    public Proc {
      parameters = List.copyOf(parameters);
      assertions = List.copyOf(assertions);
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitProc(this);
    }
  }

  /**
   * A procedure or an instruction of which only the name was read; {@link Parser#parseProcedure}
   * reads the rest.
   *
   * @param span where it stands, decorator and body included
   * @param name its name
   */
  record Unread(SourceSpan span, AstName name) implements AstItem {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnread(this);
    }
  }

  /** A field of a configuration: {@code name: type}. */
  record ConfigField(SourceSpan span, AstName name, AstType type) {}

  /**
   * A piece of configuration state; {@code readWrite} is false for
   * {@code @config(readwrite=False)}.
   */
  record Config(
      SourceSpan span,
      AstName name,
      Optional<String> documentation,
      List<ConfigField> fields,
      boolean readWrite)
      implements AstItem {
    /** Copies the list. */
    public Config {
      fields = List.copyOf(fields);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitConfig(this);
    }
  }

  /**
   * A C function of data scalars, for one precision.
   *
   * @param span where it stands
   * @param name its name in kernels
   * @param parameters its parameters
   * @param result the type of its value
   * @param template the C expression with placeholders {@code {0}}, {@code {1}} ...
   * @param templateSpan where the template stands
   * @param global C text for the top of the file, or empty
   */
  record Extern(
      SourceSpan span,
      AstName name,
      List<AstParam> parameters,
      AstType result,
      String template,
      SourceSpan templateSpan,
      String global)
      implements AstItem {
    /** Copies the list. */
    public Extern {
      parameters = List.copyOf(parameters);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitExtern(this);
    }
  }

  /** {@code key = literal} in a memory or a target; no key occurs twice in one item. */
  record Setting(SourceSpan span, AstName key, AstLiteral value) {}

  /**
   * {@code element f32 = "__m512" * 16}: {@code count} elements of {@code scalar} are one C value
   * of {@code cType}.
   */
  record Element(SourceSpan span, AstName scalar, String cType, long count) {}

  /** A memory; {@code base} is the memory it extends. */
  record Memory(
      SourceSpan span,
      AstName name,
      Optional<AstName> base,
      Optional<String> documentation,
      List<Setting> settings,
      List<Element> elements)
      implements AstItem {
    /** Copies the lists. */
    public Memory {
      settings = List.copyOf(settings);
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMemory(this);
    }
  }

  /** What a schedule's {@code target: name} means. */
  record Target(
      SourceSpan span, AstName name, Optional<String> documentation, List<Setting> settings)
      implements AstItem {
    /** Copies the list. */
    public Target {
      settings = List.copyOf(settings);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTarget(this);
    }
  }
}
