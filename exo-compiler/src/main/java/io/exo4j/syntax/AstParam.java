package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.Optional;

/**
 * A parameter: {@code name: type @ memory}.
 *
 * @param span where it stands
 * @param name its name
 * @param type its type
 * @param memory the memory that was written behind {@code @}, if any
 */
public record AstParam(SourceSpan span, AstName name, AstType type, Optional<AstName> memory) {}
