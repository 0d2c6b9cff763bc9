package dev.glossa.judges.comet;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a graph runs.
///
/// @param gpu index of the CUDA device; -1 for the processor
record Device(int gpu) {
    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    static Device parse(String text) {
        if (text.equals("cpu")) {
            return new Device(-1);
        }
        Matcher cuda = CUDA.matcher(text);
        if (!cuda.matches()) {
            throw new IllegalArgumentException("no device '" + text + "'; there are cpu, cuda and cuda:N");
        }
        return new Device(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }

    void addTo(SessionOptions options) throws OrtException {
        if (gpu < 0) {
            // GELU and its bias as one operation take nearly twice as long as the two apart (onnxruntime 1.29)
            options.addConfigEntry("optimization.disable_specified_optimizers", "BiasGeluFusion");
            return;
        }
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            throw new IllegalArgumentException("this onnxruntime has no CUDA; put onnxruntime_gpu of the same version in place of onnxruntime on the class path");
        }
        options.addCUDA(gpu);
    }

    @Override
    public String toString() {
        return gpu < 0 ? "cpu" : "cuda" + gpu;
    }
}
