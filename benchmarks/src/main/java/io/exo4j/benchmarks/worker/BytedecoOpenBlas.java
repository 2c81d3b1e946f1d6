package io.exo4j.benchmarks.worker;

import static org.bytedeco.openblas.global.openblas.OPENBLAS_VERSION;
import static org.bytedeco.openblas.global.openblas.cblas_sasum;
import static org.bytedeco.openblas.global.openblas.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas.cblas_scopy;
import static org.bytedeco.openblas.global.openblas.cblas_sdot;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemv;
import static org.bytedeco.openblas.global.openblas.cblas_sger;
import static org.bytedeco.openblas.global.openblas.cblas_srot;
import static org.bytedeco.openblas.global.openblas.cblas_sscal;
import static org.bytedeco.openblas.global.openblas.cblas_sswap;
import static org.bytedeco.openblas.global.openblas.cblas_ssymv;
import static org.bytedeco.openblas.global.openblas.cblas_strmv;

import io.exo4j.benchmarks.Operation;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;

/** OpenBLAS in the packaging of Bytedeco. */
final class BytedecoOpenBlas implements Peer {
  private static final int ROW_MAJOR = 101;
  private static final int PLAIN = 111;
  private static final int TRANSPOSED = 112;
  private static final int UPPER = 121;
  private static final int NO_UNIT = 131;

  @Override
  public String version() {
    return OPENBLAS_VERSION.strip();
  }

  @Override
  public Optional<Task> prepare(Operation operation, Operands on) {
    float alpha = on.alpha();
    FloatPointer p = on.pointer(0);
    return Optional.ofNullable(
        switch (operation) {
          case SGEMM -> gemm(on);
          case SAXPY -> {
            int n = on.size(0);
            FloatPointer y = on.pointer(1);
            yield count -> {
              for (long i = 0; i < count; i++) {
                cblas_saxpy(n, alpha, p, 1, y, 1);
              }
            };
          }
          case SDOT -> {
            int n = on.size(0);
            FloatPointer y = on.pointer(1);
            FloatPointer result = on.pointer(2);
            yield count -> {
              for (long i = 0; i < count; i++) {
                result.put(0, cblas_sdot(n, p, 1, y, 1));
              }
            };
          }
          case SASUM -> {
            int n = on.size(0);
            FloatPointer result = on.pointer(1);
            yield count -> {
              for (long i = 0; i < count; i++) {
                result.put(0, cblas_sasum(n, p, 1));
              }
            };
          }
          case SSCAL -> {
            int n = on.size(0);
            yield count -> {
              for (long i = 0; i < count; i++) {
                cblas_sscal(n, -1, p, 1);
              }
            };
          }
          case SCOPY -> {
            int n = on.size(0);
            FloatPointer y = on.pointer(1);
            yield count -> {
              for (long i = 0; i < count; i++) {
                cblas_scopy(n, p, 1, y, 1);
              }
            };
          }
          case SSWAP -> {
            int n = on.size(0);
            FloatPointer y = on.pointer(1);
            yield count -> {
              for (long i = 0; i < count; i++) {
                cblas_sswap(n, p, 1, y, 1);
              }
            };
          }
          case SROT -> {
            int n = on.size(0);
            FloatPointer y = on.pointer(1);
            yield count -> {
              for (long i = 0; i < count; i++) {
                cblas_srot(n, p, 1, y, 1, 0.6f, 0.8f);
              }
            };
          }
          case SSYMV_UPPER -> {
            int n = on.size(0);
            FloatPointer x = on.pointer(1);
            FloatPointer y = on.pointer(2);
            yield count -> {
              for (long i = 0; i < count; i++) {
                cblas_ssymv(ROW_MAJOR, UPPER, n, alpha, p, n, x, 1, 1, y, 1);
              }
            };
          }
          case STRMV_UPPER -> {
            int n = on.size(0);
            FloatPointer x = on.pointer(1);
            yield count -> {
              for (long i = 0; i < count; i++) {
                cblas_strmv(ROW_MAJOR, UPPER, PLAIN, NO_UNIT, n, p, n, x, 1);
              }
            };
          }
          case SGEMV -> gemv(on, PLAIN);
          case SGEMV_T -> gemv(on, TRANSPOSED);
          case SGER -> {
            int m = on.size(0);
            int n = on.size(1);
            FloatPointer y = on.pointer(1);
            FloatPointer a = on.pointer(2);
            yield count -> {
              for (long i = 0; i < count; i++) {
                cblas_sger(ROW_MAJOR, m, n, alpha, p, 1, y, 1, a, n);
              }
            };
          }
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
        cblas_sgemm(ROW_MAJOR, PLAIN, PLAIN, m, n, k, 1, a, k, b, n, 1, c, n);
      }
    };
  }

  private static Task gemv(Operands on, int transposed) {
    int m = on.size(0);
    int n = on.size(1);
    FloatPointer a = on.pointer(0);
    FloatPointer x = on.pointer(1);
    FloatPointer y = on.pointer(2);
    float alpha = on.alpha();
    return count -> {
      for (long i = 0; i < count; i++) {
        cblas_sgemv(ROW_MAJOR, transposed, m, n, alpha, a, n, x, 1, 1, y, 1);
      }
    };
  }
}
