package io.github.kycsharing.internal.response;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.Seeds;
import io.github.kycsharing.model.ExchangeResponse;
import io.github.kycsharing.spi.TransportResponse;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads hostile response bodies: each is either parsed to what its JSON says or reported as unreadable. The system property
 * {@code kyc-sharing.fuzz.inputs} sets the number of inputs.
 */
class ResponseReaderFuzzTest {
    private static final Logger log = LoggerFactory.getLogger(ResponseReaderFuzzTest.class);
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

    private final ResponseReader reader = new ResponseReader();
    private int parsed;
    private int unreadable;

    @Test
    void readsMutatedResponsesExactlyOrNotAtAll() {
        readMany(HostileResponses::mutated);
        assertThat(parsed).isPositive();
    }

    @Test
    void readsArbitraryBytesExactlyOrNotAtAll() {
        readMany(HostileResponses::arbitrary);
    }

    @Test
    void readsArbitraryJsonExactlyOrNotAtAll() {
        readMany(responses -> responses.json().getBytes(UTF_8));
        assertThat(parsed).isPositive();
    }

    private void readMany(Function<HostileResponses, byte[]> kind) {
        Seeds.forEach(TRIES, seed -> {
            HostileResponses responses = new HostileResponses(seed);
            for (int i = 0; i < INPUTS_PER_TRY; i++) {
                byte[] body = kind.apply(responses);
                check(body, reader.read(new TransportResponse(200, body, false, Optional.empty())));
            }
        });
        log.info("{} parsed, {} unreadable", parsed, unreadable);
        assertThat(parsed + unreadable).isEqualTo(TRIES * INPUTS_PER_TRY).isGreaterThanOrEqualTo(INPUTS / KINDS);
        assertThat(unreadable).isPositive();
    }

    private void check(byte[] body, ParsedResponse result) {
        if (result instanceof ParsedResponse.Parsed readable) {
            parsed++;
            says(body, readable.response());
        } else {
            unreadable++;
            String reason = ((ParsedResponse.Unreadable) result).reason();
            if (!REASONS.contains(reason)) {
                throw failure(body, "an unknown reason: " + reason);
            }
        }
    }

    /** Compares with a second parser: the body is one object with that code. */
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
