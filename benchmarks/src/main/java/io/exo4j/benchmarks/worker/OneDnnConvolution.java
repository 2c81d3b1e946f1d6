package io.exo4j.benchmarks.worker;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * oneDNN's convolution with bias and ReLU over images whose channels are innermost. The weights are
 * in the order that oneDNN likes best, brought there before anything is measured.
 */
final class OneDnnConvolution {
  private OneDnnConvolution() {}

  /** The call. */
  static Task of(Operands on) {
    long[] s = on.sizes();
    engine cpu = new engine(engine.kind.cpu, 0);
    stream stream = new stream(cpu);
    long[] source = {s[0], s[3], s[1] + s[5] - 1, s[2] + s[6] - 1};
    long[] weights = {s[4], s[3], s[5], s[6]};
    long[] result = {s[0], s[4], s[1], s[2]};
    memory.desc sourceAs = desc(source, memory.format_tag.nhwc);
    memory.desc biasAs = desc(new long[] {s[4]}, memory.format_tag.x);
    memory.desc resultAs = desc(result, memory.format_tag.nhwc);
    post_ops after = new post_ops();
    after.append_eltwise(dnnl.algorithm.eltwise_relu, 0, 0);
    primitive_attr attributes = new primitive_attr();
    attributes.set_post_ops(after);
    convolution_forward.primitive_desc description =
        new convolution_forward.primitive_desc(
            cpu,
            dnnl.prop_kind.forward_inference,
            dnnl.algorithm.convolution_auto,
            sourceAs,
            desc(weights, memory.format_tag.any),
            biasAs,
            resultAs,
            new long[] {1, 1},
            new long[] {0, 0},
            new long[] {0, 0},
            attributes,
            false);
    memory given = new memory(desc(weights, memory.format_tag.hwio), cpu, on.pointer(1));
    memory liked = new memory(description.weights_desc(), cpu);
    IntMemoryMap moving = new IntMemoryMap();
    moving.put(DNNL_ARG_FROM, given);
    moving.put(DNNL_ARG_TO, liked);
    new reorder(given, liked).execute(stream, moving);
    stream._wait();
    IntMemoryMap arguments = new IntMemoryMap();
    arguments.put(DNNL_ARG_SRC, memory(sourceAs, cpu, on.pointer(0)));
    arguments.put(DNNL_ARG_WEIGHTS, liked);
    arguments.put(DNNL_ARG_BIAS, memory(biasAs, cpu, on.pointer(2)));
    arguments.put(DNNL_ARG_DST, memory(resultAs, cpu, on.pointer(3)));
    convolution_forward convolution = new convolution_forward(description);
    return count -> {
      for (long i = 0; i < count; i++) {
        convolution.execute(stream, arguments);
        stream._wait();
      }
    };
  }

  private static memory.desc desc(long[] dims, memory.format_tag order) {
    return new memory.desc(dims, memory.data_type.f32, order);
  }

  private static memory memory(memory.desc desc, engine cpu, FloatPointer at) {
    return new memory(desc, cpu, at);
  }
}
