package io.exo4j.ir;

/**
 * A field of a configuration.
 *
 * @param name its name
 * @param type a control type, or a scalar {@link DataType} of a fixed precision
 */
public record ConfigField(String name, Type type) {}
