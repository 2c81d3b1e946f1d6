package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.Precision;

/**
 * How Java holds an element of a precision.
 *
 * @param primitive the Java type; arrays of it hold buffers
 * @param buffer the class of direct buffers
 * @param size bytes
 * @param flat the type in which the entry point takes a single value
 * @param note what the documentation adds, where the Java type does not say all
 */
record Element(String primitive, String buffer, int size, String flat, String note) {

  /** The element of a precision; one that was never chosen is f32. */
  static Element of(Precision precision) {
    return switch (precision) {
      case R, F32 -> new Element("float", "FloatBuffer", 4, "float", "");
      case F64 -> new Element("double", "DoubleBuffer", 8, "double", "");
      case F16 -> new Element("short", "ShortBuffer", 2, "int", "the bits of IEEE 754 binary16");
      case BF16 -> new Element("short", "ShortBuffer", 2, "int", "the bits of bfloat16");
      case I8 -> new Element("byte", "ByteBuffer", 1, "int", "");
      case UI8 -> new Element("byte", "ByteBuffer", 1, "int", "unsigned");
      case I16 -> new Element("short", "ShortBuffer", 2, "int", "");
      case UI16 -> new Element("short", "ShortBuffer", 2, "int", "unsigned");
      case I32 -> new Element("int", "IntBuffer", 4, "int", "");
      case UI32 -> new Element("int", "IntBuffer", 4, "int", "unsigned");
      case I64 -> new Element("long", "LongBuffer", 8, "long", "");
    };
  }

  /** The JNI type of a single value in the entry point. */
  String jniFlat() {
    return "j" + flat;
  }

  /** The JNI type of an array. */
  String jniArray() {
    return "j" + primitive + "Array";
  }
}
