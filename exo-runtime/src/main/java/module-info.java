/**
 * What a jar of packaged kernels needs at run time: finds, checks, loads and links its native
 * libraries. Start Java 24 or newer with {@code --enable-native-access=io.exo4j.runtime}, or with
 * {@code ALL-UNNAMED} where this is on the class path.
 */
module io.exo4j.runtime {
  exports io.exo4j.runtime;
}
