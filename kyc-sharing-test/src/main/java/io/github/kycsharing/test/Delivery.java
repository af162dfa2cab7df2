package io.github.kycsharing.test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER;
import static com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE;
import static com.github.tomakehurst.wiremock.http.Fault.RANDOM_DATA_THEN_CLOSE;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How an answer leaves the exchange, or does not. */
final class Delivery {
    private static final int DRIPS = 10;

    private final Function<Answer, ResponseDefinitionBuilder> response;
    private final boolean whole;
    private final boolean needsAnswer;
    private final @Nullable Delivery withoutAnswer;

    private Delivery(
            boolean whole,
            boolean needsAnswer,
            @Nullable Delivery withoutAnswer,
            Function<Answer, ResponseDefinitionBuilder> response) {
        this.response = response;
        this.whole = whole;
        this.needsAnswer = needsAnswer;
        this.withoutAnswer = withoutAnswer;
    }

    /** Sends something else than the exchange's answer. */
    private static Delivery instead(Function<Answer, ResponseDefinitionBuilder> response) {
        return new Delivery(false, false, null, response);
    }

    static Delivery whole() {
        return new Delivery(true, true, null, answer -> json(answer).withBody(answer.bytes()));
    }

    static Delivery reset() {
        return instead(answer -> aResponse().withFault(CONNECTION_RESET_BY_PEER));
    }

    static Delivery close() {
        return instead(answer -> aResponse().withFault(EMPTY_RESPONSE));
    }

    static Delivery garbage() {
        return instead(answer -> aResponse().withFault(RANDOM_DATA_THEN_CLOSE));
    }

    /**
     * The length that is announced is the whole answer's, so the server has to break the connection. Dribbled, since what
     * is not flushed before that would be lost.
     */
    static Delivery half() {
        return new Delivery(
                false,
                true,
                null,
                answer -> json(answer)
                        .withHeader("Content-Length", String.valueOf(answer.bytes().length))
                        .withBody(firstHalf(answer))
                        .withChunkedDribbleDelay(1, 1));
    }

    static Delivery truncatedJson() {
        return new Delivery(false, true, null, answer -> json(answer).withBody(firstHalf(answer)));
    }

    static Delivery gzip() {
        return new Delivery(
                true,
                true,
                null,
                answer -> json(answer).withHeader("Content-Encoding", "gzip").withBody(gzipped(answer.bytes())));
    }

    static Delivery stallBeforeHeaders(int millis) {
        Delivery silent = instead(answer -> aResponse().withFixedDelay(millis).withFault(EMPTY_RESPONSE));
        return new Delivery(
                true,
                true,
                silent,
                answer -> json(answer).withBody(answer.bytes()).withFixedDelay(millis));
    }

    static Delivery stallAfterHeaders(int millis) {
        return new Delivery(
                true,
                true,
                null,
                answer -> json(answer).withBody(answer.bytes()).withChunkedDribbleDelay(2, 2 * millis));
    }

    static Delivery slowDrip(int millis) {
        return new Delivery(
                true,
                true,
                null,
                answer -> json(answer).withBody(answer.bytes()).withChunkedDribbleDelay(DRIPS, millis));
    }

    static Delivery tooManyRequests(@Nullable String retryAfter) {
        return instead(answer -> retryAfter == null ? page(429) : page(429).withHeader("Retry-After", retryAfter));
    }

    static Delivery html(int status) {
        return instead(answer -> page(status));
    }

    static Delivery of(int status, String contentType, byte[] body) {
        return instead(answer -> {
            ResponseDefinitionBuilder other = aResponse().withStatus(status).withBody(body);
            return contentType.isEmpty() ? other : other.withHeader("Content-Type", contentType);
        });
    }

    boolean isWhole() {
        return whole;
    }

    /** The same trouble where there is no answer to send; empty if it needs one. */
    Optional<Delivery> withoutAnswer() {
        return needsAnswer ? Optional.ofNullable(withoutAnswer) : Optional.of(this);
    }

    ResponseDefinition deliver(Answer answer) {
        return response.apply(answer).build();
    }

    private static ResponseDefinitionBuilder json(Answer answer) {
        return aResponse().withStatus(answer.httpStatus()).withHeader("Content-Type", "application/json");
    }

    private static ResponseDefinitionBuilder page(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody(
                        "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>");
    }

    private static byte[] firstHalf(Answer answer) {
        byte[] all = answer.bytes();
        return Arrays.copyOf(all, all.length / 2);
    }

    private static byte[] gzipped(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
