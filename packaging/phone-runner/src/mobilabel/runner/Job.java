package mobilabel.runner;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be run, from a file of lines "name=value": model, provider (CPU, XNNPACK or NNAPI), threads, warmUp, runs, input (name of the
 * model's input), shape (numbers with commas), and any number of golden=INPUT_FILE|OUTPUT_PREFIX.
 */
public final class Job {
    /** A prepared input, and where the outputs for it go: PREFIX.NAME.f32. */
    public static final class Golden {
        final String input;
        final String output;

        Golden(String input, String output) {
            this.input = input;
            this.output = output;
        }
    }

    String model = "";
    String provider = "CPU";
    int threads = 1;
    int warmUp = 3;
    int runs = 20;
    String inputName = "input";
    long[] shape = {};
    final List<Golden> golden = new ArrayList<>();

    /** Throws IOException when the file cannot be read, IllegalArgumentException for a line that is none of these. */
    public static Job read(String path) throws IOException {
        Job job = new Job();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(new FileInputStream(path), "UTF-8"))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int equals = line.indexOf('=');
                if (equals > 0) job.set(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return job;
    }

    private void set(String name, String value) {
        switch (name) {
            case "model":
                model = value;
                break;
            case "provider":
                provider = value;
                break;
            case "threads":
                threads = Integer.parseInt(value);
                break;
            case "warmUp":
                warmUp = Integer.parseInt(value);
                break;
            case "runs":
                runs = Integer.parseInt(value);
                break;
            case "input":
                inputName = value;
                break;
            case "shape":
                String[] parts = value.split(",");
                shape = new long[parts.length];
                for (int at = 0; at < parts.length; at++) shape[at] = Long.parseLong(parts[at]);
                break;
            case "golden":
                int bar = value.indexOf('|');
                golden.add(new Golden(value.substring(0, bar), value.substring(bar + 1)));
                break;
            default:
                throw new IllegalArgumentException("The job has an unknown line " + name);
        }
    }
}
