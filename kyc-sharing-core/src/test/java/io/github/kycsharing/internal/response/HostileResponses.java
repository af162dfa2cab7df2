package io.github.kycsharing.internal.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Generates malformed and unusual response bodies, the same ones for the same seed. */
final class HostileResponses {
    private static final List<String> VALID = List.of(
            "{\"code\":\"000000\",\"message\":null,\"messageDetail\":null,\"data\":null,\"success\":true}",
            "{\"errorData\":\"signature mismatch\",\"code\":\"10040080\"}",
            "{\"code\":\"10040102\",\"message\":\"Дәурен 陈 😀\",\"success\":false,\"data\":{\"id\":9007199254740993}}",
            "{\"code\":\"7\",\"list\":[1,2.5,-3e7,true,false,null,\"\\u00e9\\\"\\n\",{\"a\":{\"b\":[[]]}}]}");
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u",
            "\\ud83d",
            "null",
            "true",
            "false",
            "NaN",
            "-",
            "+",
            ".",
            "1e999999999",
            "1e-2147483648",
            "99999999999999999999",
            "\"code\":",
            "\"code\":\"000000\"",
            "\"success\":true",
            "\"success\":false",
            "\u0000",
            "\ufeff",
            "\u2028",
            "<html>",
            "/*",
            "//",
            "#",
            "'",
            "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");
    private final Random random;

    HostileResponses(long seed) {
        random = new Random(seed);
    }

    /** A valid response with a few of its bytes changed. */
    byte[] mutated() {
        byte[] bytes = pick(VALID).getBytes(UTF_8);
        for (int changes = random.nextInt(5); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, at + random.nextInt(12));
            bytes = switch (random.nextInt(6)) {
                case 0 -> spliced(bytes, at, new byte[] {(byte) random.nextInt(256)}, Math.min(bytes.length, at + 1));
                case 1 -> spliced(bytes, at, pick(TOKENS).getBytes(UTF_8), at);
                case 2 -> spliced(bytes, at, new byte[0], to);
                case 3 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, to), at);
                case 4 -> random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
                default -> spliced(bytes, at, pick(VALID).getBytes(UTF_8), random.nextBoolean() ? at : bytes.length);
            };
        }
        return bytes;
    }

    /** Random bytes, sometimes after a byte order mark, so that they cover every detected encoding. */
    byte[] arbitrary() {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        if (bytes.length > 3 && random.nextInt(4) == 0) {
            byte[][] marks = {{-1, -2}, {-2, -1}, {0, 0, -2, -1}, {-1, -2, 0, 0}, {'{', 0}, {0, '{'}, {0, 0, 0, '{'}};
            byte[] mark = marks[random.nextInt(marks.length)];
            System.arraycopy(mark, 0, bytes, 0, mark.length);
        }
        return bytes;
    }

    /** Well-formed JSON of any shape and content. */
    String json() {
        StringBuilder json = new StringBuilder();
        value(json, random.nextInt(4), true);
        return json.toString();
    }

    private void value(StringBuilder json, int depth, boolean top) {
        switch (depth == 0 && !top ? random.nextInt(4) : top ? 4 + random.nextInt(8) : random.nextInt(6)) {
            case 0 -> text(json);
            case 1 -> json.append(random.nextLong());
            case 2 -> json.append(random.nextDouble());
            case 3 -> json.append(pick(List.of("null", "true", "false", "0", "-0", "1E400", "1e-400")));
            case 4 -> array(json, depth);
            default -> object(json, depth, top);
        }
    }

    private void array(StringBuilder json, int depth) {
        json.append('[');
        for (int i = random.nextInt(4); i > 0; i--) {
            value(json, Math.max(0, depth - 1), false);
            json.append(i > 1 ? "," : "");
        }
        json.append(']');
    }

    private void object(StringBuilder json, int depth, boolean top) {
        json.append('{');
        String separator = "";
        if (top && random.nextInt(4) > 0) {
            json.append("\"code\":");
            code(json);
            separator = ",";
        }
        if (top && random.nextInt(2) > 0) {
            json.append(separator).append("\"success\":").append(random.nextBoolean());
            separator = ",";
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            json.append(separator);
            text(json);
            json.append(':');
            value(json, Math.max(0, depth - 1), false);
            separator = ",";
        }
        json.append('}');
    }

    private void code(StringBuilder json) {
        if (random.nextInt(5) == 0) {
            value(json, 1, false);
        } else {
            json.append('"')
                    .append(pick(List.of("000000", "000002", "10040008", "", " ", "x".repeat(70))))
                    .append('"');
        }
    }

    private void text(StringBuilder json) {
        json.append('"');
        for (int i = random.nextInt(8); i > 0; i--) {
            int c = random.nextInt(3) == 0 ? random.nextInt(Character.MAX_CODE_POINT + 1) : ' ' + random.nextInt(95);
            if (c < ' ' || c == '"' || c == '\\' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                json.append(String.format("\\u%04X", c));
            } else {
                json.appendCodePoint(c);
            }
        }
        json.append('"');
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static byte[] spliced(byte[] bytes, int from, byte[] between, int to) {
        byte[] result = Arrays.copyOf(bytes, from + between.length + bytes.length - to);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
        return result;
    }
}
