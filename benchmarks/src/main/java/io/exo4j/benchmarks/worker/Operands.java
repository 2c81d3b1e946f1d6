package io.exo4j.benchmarks.worker;

import io.exo4j.benchmarks.Operation;
import org.bytedeco.javacpp.FloatPointer;

/**
 * What the calls work on: the same random numbers, as arrays and outside the heap. Bytedeco's
 * libraries are given memory outside the heap, because their methods over arrays copy.
 */
final class Operands {
  private final Operation operation;
  private final long[] sizes;
  private final float[][] arrays;
  private FloatPointer[] pointers;
  private FloatPointer[] blocks;

  Operands(Operation operation, long[] sizes, long[] lengths) {
    this.operation = operation;
    this.sizes = sizes;
    this.arrays = new float[lengths.length][];
    for (int i = 0; i < lengths.length; i++) {
      arrays[i] = new float[Math.toIntExact(lengths[i])];
    }
    fill();
  }

  long[] sizes() {
    return sizes;
  }

  /** A size as the C interface of BLAS takes it. */
  int size(int i) {
    return Math.toIntExact(sizes[i]);
  }

  float[] array(int i) {
    return arrays[i];
  }

  /** What is written. */
  float[] last() {
    return arrays[arrays.length - 1];
  }

  FloatPointer pointer(int i) {
    if (pointers == null) {
      pointers = new FloatPointer[arrays.length];
      blocks = new FloatPointer[arrays.length];
      for (int k = 0; k < arrays.length; k++) {
        blocks[k] = new FloatPointer(arrays[k].length + 1024L);
        pointers[k] = placed(blocks[k], k);
        pointers[k].put(arrays[k]);
      }
    }
    return pointers[i];
  }

  /** At a cache line of its own, as the C worker places its operands. */
  private static FloatPointer placed(FloatPointer block, int operand) {
    long line = (64 - block.address() % 64) % 64 / Float.BYTES;
    // not position(): functions that take a void* count it in bytes
    return block.getPointer(line + 16L * (1 + 13 * operand));
  }

  /** Starts again from the same numbers. */
  void fill() {
    for (int i = 0; i < arrays.length; i++) {
      for (int k = 0; k < arrays[i].length; k++) {
        arrays[i][k] = operation.start(i, k, number(i, k), sizes);
      }
      if (pointers != null) {
        pointers[i].put(arrays[i]);
      }
    }
  }

  /** What {@link #fill} makes its numbers of: from -1 to 1, without a pattern. */
  static float number(int operand, int at) {
    int x = (operand * 0x9e3779b9 + at + 1) * 0x85ebca6b;
    x = (x ^ x >>> 15) * 0xc2b2ae35;
    return ((x ^ x >>> 13) >>> 8) / 8388608.0f - 1.0f;
  }

  /** Where a peer worked outside the heap, its result becomes what {@link #last} gives. */
  void fetch(boolean outside) {
    if (outside && pointers != null) {
      pointers[arrays.length - 1].get(last());
    }
  }

  void free() {
    if (pointers != null) {
      for (FloatPointer p : blocks) {
        p.close();
      }
    }
  }

  /** The factor of the operations that have one. */
  float alpha() {
    return Operation.ALPHA;
  }
}
