package io.github.kycsharing.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory use of a parsed response: a small multiple of its size, for any content. */
class JsonObjectsTest {
    private static final int MIB = 1024 * 1024;
    private static final int MULTIPLE = 8;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<String> hostileParts() {
        return Stream.of("{}", "[]", "0", "\"\"", "{\"a\":{}}", "[[[[]]]]", "{\"a\":0,\"b\":0,\"c\":0}", "1.5", "null");
    }

    @ParameterizedTest
    @MethodSource("hostileParts")
    void manySmallValuesCostFewBytes(String part) {
        StringBuilder json = new StringBuilder("{\"code\":\"000000\",\"data\":[").append(part);
        while (json.length() < MIB - 10) {
            json.append(',').append(part);
        }
        byte[] body = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        assertThat(JsonObjects.read(body)).isEmpty();
        assertThat(allocated(body)).isLessThan(MULTIPLE * (long) body.length);
    }

    @Test
    void manyNamesCostFewBytes() {
        StringBuilder json = new StringBuilder("{\"code\":\"000000\"");
        for (int i = 0; json.length() < MIB - 20; i++) {
            json.append(",\"").append(i).append("\":1");
        }
        byte[] body = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
        assertThat(JsonObjects.read(body)).isEmpty();
        assertThat(allocated(body)).isLessThan(MULTIPLE * (long) body.length);
    }

    @Test
    void aLongTextIsRead() {
        byte[] body = ("{\"code\":\"" + "x".repeat(MIB - 20) + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(JsonObjects.read(body)).isPresent();
        assertThat(allocated(body)).isLessThan(MULTIPLE * (long) body.length);
    }

    @Test
    void aLongNameIsUnreadable() {
        assertThat(JsonObjects.read(("{\"" + "n".repeat(256) + "\":1}").getBytes(StandardCharsets.UTF_8)))
                .isPresent();
        assertThat(JsonObjects.read(("{\"" + "n".repeat(300) + "\":1}").getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void tenThousandValuesAreRead() {
        String json = "{\"rows\":[" + "1,".repeat(9_999) + "1]}";
        assertThat(JsonObjects.read(json.getBytes(StandardCharsets.UTF_8))).isPresent();
    }

    /** The bytes that parsing allocates, after a warm-up. */
    private static long allocated(byte[] body) {
        JsonObjects.read(body);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        JsonObjects.read(body);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
