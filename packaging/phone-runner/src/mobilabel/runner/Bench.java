package mobilabel.runner;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs one model on this machine and prints one line of JSON: how long loading and answering take, how much memory it needed.
 * Golden inputs are answered too, and what comes out is written beside them for the desktop to compare.
 *
 * <p>Java 8 and no libraries but ONNX Runtime: started by app_process on a phone, by an app, or by a JVM in tests.
 */
public final class Bench {
    private Bench() {}

    /** @param arguments the path of a job file, see {@link Job} */
    public static void main(String[] arguments) {
        int status = 0;
        try {
            System.out.println(run(Job.read(arguments[0])));
        } catch (Throwable problem) {
            // A phone has nobody to read a stack trace: the desktop shows this line.
            System.out.println("{\"error\":" + Json.text(problem.getClass().getSimpleName() + ": " + problem.getMessage()) + "}");
            status = 1;
        }
        System.out.flush();
        // Threads of the runtime may still be there.
        Runtime.getRuntime().halt(status);
    }

    /** Does the job and tells the result as JSON. */
    public static String run(Job job) throws OrtException, IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = options(job)) {
            long startedNs = System.nanoTime();
            try (OrtSession session = environment.createSession(job.model, options)) {
                double loadMs = (System.nanoTime() - startedNs) / 1e6;
                for (Job.Golden golden : job.golden) answer(environment, session, job, golden);
                double[] times = measure(environment, session, job);
                return new Json()
                        .put("loadMs", loadMs)
                        .put("ms", times)
                        .put("peakRssKb", peakMemoryKilobytes())
                        .put("threads", job.threads)
                        .put("provider", job.provider)
                        .put("ortVersion", environment.getVersion())
                        .put("providers", OrtEnvironment.getAvailableProviders().toString())
                        .put("golden", job.golden.size())
                        .toString();
            }
        }
    }

    private static OrtSession.SessionOptions options(Job job) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(job.threads);
        options.setInterOpNumThreads(1);
        if (job.provider.equals(OrtProvider.XNNPACK.name())) {
            options.addXnnpack(Collections.singletonMap("intra_op_num_threads", Integer.toString(job.threads)));
        } else if (job.provider.equals(OrtProvider.NNAPI.name())) {
            options.addNnapi();
        } else if (!job.provider.equals(OrtProvider.CPU.name())) {
            throw new IllegalArgumentException("There is no provider " + job.provider);
        }
        return options;
    }

    private static void answer(OrtEnvironment environment, OrtSession session, Job job, Job.Golden golden) throws OrtException, IOException {
        try (OnnxTensor input = OnnxTensor.createTensor(environment, floatsOf(golden.input), job.shape);
                OrtSession.Result result = session.run(Collections.singletonMap(job.inputName, input))) {
            for (Map.Entry<String, OnnxValue> output : result) {
                OnnxTensor tensor = (OnnxTensor) output.getValue();
                write(golden.output + "." + output.getKey() + ".f32", tensor.getFloatBuffer());
            }
        }
    }

    private static double[] measure(OrtEnvironment environment, OrtSession session, Job job) throws OrtException, IOException {
        int elements = 1;
        for (long extent : job.shape) elements *= (int) extent;
        FloatBuffer values = job.golden.isEmpty() ? direct(elements) : floatsOf(job.golden.get(0).input);
        double[] times = new double[job.runs];
        try (OnnxTensor input = OnnxTensor.createTensor(environment, values, job.shape)) {
            Map<String, OnnxTensor> inputs = new LinkedHashMap<>(Collections.singletonMap(job.inputName, input));
            for (int run = -job.warmUp; run < job.runs; run++) {
                long startedNs = System.nanoTime();
                session.run(inputs).close();
                if (run >= 0) times[run] = (System.nanoTime() - startedNs) / 1e6;
            }
        }
        return times;
    }

    private static FloatBuffer direct(int elements) {
        return ByteBuffer.allocateDirect(4 * elements).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** Little-endian float32, as the desktop wrote them. */
    private static FloatBuffer floatsOf(String path) throws IOException {
        try (FileInputStream stream = new FileInputStream(path);
                FileChannel channel = stream.getChannel()) {
            ByteBuffer bytes = ByteBuffer.allocateDirect((int) channel.size()).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            bytes.flip();
            return bytes.asFloatBuffer();
        }
    }

    private static void write(String path, FloatBuffer values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        File folder = new File(path).getParentFile();
        if (!folder.isDirectory() && !folder.mkdirs()) throw new IOException("cannot make " + folder);
        try (FileOutputStream stream = new FileOutputStream(path)) {
            stream.write(bytes.array());
        }
    }

    /** Most memory that the process had at once; -1 where the system does not tell. */
    private static long peakMemoryKilobytes() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(new FileInputStream("/proc/self/status"), "US-ASCII"))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("VmHWM:")) return Long.parseLong(line.replaceAll("\\D", ""));
            }
            return -1;
        } catch (IOException problem) {
            return -1;
        }
    }
}
