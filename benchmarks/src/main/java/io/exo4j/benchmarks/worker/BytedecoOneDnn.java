package io.exo4j.benchmarks.worker;

import static org.bytedeco.dnnl.global.dnnl.dnnl_sgemm;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;

import io.exo4j.benchmarks.Operation;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.javacpp.FloatPointer;

/** oneDNN in the packaging of Bytedeco. */
final class BytedecoOneDnn implements Peer {
  private static final byte PLAIN = 'N';

  @Override
  public String version() {
    dnnl_version_t v = dnnl_version();
    return v.major() + "." + v.minor() + "." + v.patch();
  }

  @Override
  public Optional<Task> prepare(Operation operation, Operands on) {
    return Optional.ofNullable(
        switch (operation) {
          case SGEMM -> gemm(on);
          case CONV -> OneDnnConvolution.of(on);
          default -> null;
        });
  }

  private static Task gemm(Operands on) {
    int m = on.size(0);
    int n = on.size(1);
    int k = on.size(2);
    FloatPointer a = on.pointer(0);
    FloatPointer b = on.pointer(1);
    FloatPointer c = on.pointer(2);
    return count -> {
      for (long i = 0; i < count; i++) {
        dnnl_sgemm(PLAIN, PLAIN, m, n, k, 1, a, k, b, n, 1, c, n);
      }
    };
  }
}
