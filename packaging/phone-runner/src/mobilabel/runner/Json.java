package mobilabel.runner;

import java.util.Locale;

/** Writes one flat JSON object. */
final class Json {
    private final StringBuilder text = new StringBuilder("{");

    Json put(String name, double value) {
        return raw(name, String.format(Locale.ROOT, "%.4f", value));
    }

    Json put(String name, long value) {
        return raw(name, Long.toString(value));
    }

    Json put(String name, String value) {
        return raw(name, text(value));
    }

    Json put(String name, double[] values) {
        StringBuilder list = new StringBuilder("[");
        for (double value : values) {
            if (list.length() > 1) list.append(',');
            list.append(String.format(Locale.ROOT, "%.4f", value));
        }
        return raw(name, list.append(']').toString());
    }

    private Json raw(String name, String value) {
        if (text.length() > 1) text.append(',');
        text.append(text(name)).append(':').append(value);
        return this;
    }

    static String text(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char letter : String.valueOf(value).toCharArray()) {
            if (letter == '"' || letter == '\\') quoted.append('\\').append(letter);
            else if (letter < ' ') quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) letter));
            else quoted.append(letter);
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
