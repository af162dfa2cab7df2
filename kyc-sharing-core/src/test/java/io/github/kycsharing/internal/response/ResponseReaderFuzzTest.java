package io.github.kycsharing.internal.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.spi.TransportResponse;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever comes back, it is answered or unreadable, and no more is made of it than it says. The system property
 * {@code kyc-sharing.fuzz.inputs} sets how many inputs are read in all; jqwik tells the seed of a failure.
 */
class ResponseReaderFuzzTest {
    private static final int TRIES = 100;
    private static final int KINDS = 3;
    private static final int INPUTS = Integer.getInteger("kyc-sharing.fuzz.inputs", 20_000);
    private static final int INPUTS_PER_TRY = (INPUTS + TRIES * KINDS - 1) / (TRIES * KINDS);
    private static final Set<String> REASONS = Set.of(
            "an empty response",
            "a response that is no JSON object",
            "a JSON response without a code",
            "a response whose code and success contradict each other");
    private static final JsonMapper PLAIN = JsonMapper.shared();
    private static final AtomicLong ANSWERED = new AtomicLong();
    private static final AtomicLong UNREADABLE = new AtomicLong();

    private final ResponseReader reader = new ResponseReader();

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void mutationsOfResponsesAreAnsweredOrUnreadable(@ForAll long seed) {
        readMany(seed, HostileResponses::mutated);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void anyBytesAreAnsweredOrUnreadable(@ForAll long seed) {
        readMany(seed, HostileResponses::arbitrary);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void anyJsonIsAnsweredOrUnreadable(@ForAll long seed) {
        readMany(seed, answers -> answers.json().getBytes(UTF_8));
    }

    @AfterContainer
    static void bothHappened() {
        LoggerFactory.getLogger(ResponseReaderFuzzTest.class).info("{} answered, {} unreadable", ANSWERED, UNREADABLE);
        assertThat(ANSWERED.get() + UNREADABLE.get()).isGreaterThanOrEqualTo(INPUTS);
        assertThat(ANSWERED.get()).isPositive();
        assertThat(UNREADABLE.get()).isPositive();
    }

    private void readMany(long seed, Function<HostileResponses, byte[]> kind) {
        HostileResponses answers = new HostileResponses(seed);
        for (int i = 0; i < INPUTS_PER_TRY; i++) {
            byte[] body = kind.apply(answers);
            check(body, reader.read(new TransportResponse(200, body, false, Optional.empty())));
        }
    }

    private static void check(byte[] body, ParsedResponse reading) {
        if (reading instanceof ParsedResponse.Answered answered) {
            ANSWERED.incrementAndGet();
            says(body, answered.response());
        } else {
            UNREADABLE.incrementAndGet();
            String reason = ((ParsedResponse.Unreadable) reading).reason();
            if (!REASONS.contains(reason)) {
                throw failure(body, "an unknown reason: " + reason);
            }
        }
    }

    /** Checked by a second reading: the whole is one object whose code is that text. */
    private static void says(byte[] body, ExchangeResponse response) {
        JsonNode tree = PLAIN.readTree(body);
        String code = response.code().value();
        boolean same = tree.isObject()
                && tree.path("code").isString()
                && tree.path("code").stringValue().equals(code)
                && tree.size() == response.fields().size();
        JsonNode success = tree.path("success");
        boolean contradicts = success.isBoolean() && success.booleanValue() != code.equals("000000");
        if (!same || contradicts || code.isBlank() || code.length() > 64) {
            throw failure(body, response.toString());
        }
        String printed = response.toString();
        if (!printed.matches(
                "ExchangeResponse\\[httpStatus=200, code=(\\d{1,10}|\\(\\d+ characters\\)) [A-Z_]+, \\d+ fields]")) {
            throw failure(body, "prints " + printed);
        }
    }

    private static AssertionError failure(byte[] body, String what) {
        return new AssertionError(what + " from the bytes " + HexFormat.of().formatHex(body));
    }
}
