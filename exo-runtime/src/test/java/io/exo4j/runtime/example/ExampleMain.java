package io.exo4j.runtime.example;

import java.util.Arrays;

/** Calls one kernel in a JVM of its own and prints the result, or the error's message. */
public final class ExampleMain {
  private ExampleMain() {}

  /** Prints {@code <linkage> <variant> <y>}. */
  public static void main(String[] arguments) {
    float[] x = {1, 2, 3};
    float[] y = {10, 20, 30};
    try {
      Example.saxpy(3, 2, x, y);
      System.out.println(
          Example.library().linkage()
              + " "
              + Example.library().kernel("saxpy").variant()
              + " "
              + Arrays.toString(y));
    } catch (LinkageError e) {
      System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
