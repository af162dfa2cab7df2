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

/** How the exchange delivers a response, or fails to. */
final class Delivery {
    private static final int DRIPS = 10;

    private final Function<SimulatedResponse, ResponseDefinitionBuilder> render;
    private final boolean whole;
    private final boolean needsResponse;
    private final @Nullable Delivery withoutResponse;

    private Delivery(
            boolean whole,
            boolean needsResponse,
            @Nullable Delivery withoutResponse,
            Function<SimulatedResponse, ResponseDefinitionBuilder> render) {
        this.render = render;
        this.whole = whole;
        this.needsResponse = needsResponse;
        this.withoutResponse = withoutResponse;
    }

    /** Sends something other than the exchange's response. */
    private static Delivery instead(Function<SimulatedResponse, ResponseDefinitionBuilder> render) {
        return new Delivery(false, false, null, render);
    }

    static Delivery whole() {
        return new Delivery(true, true, null, response -> json(response).withBody(response.bytes()));
    }

    static Delivery reset() {
        return instead(response -> aResponse().withFault(CONNECTION_RESET_BY_PEER));
    }

    static Delivery close() {
        return instead(response -> aResponse().withFault(EMPTY_RESPONSE));
    }

    static Delivery garbage() {
        return instead(response -> aResponse().withFault(RANDOM_DATA_THEN_CLOSE));
    }

    /**
     * Announces the length of the whole response, so that the server must break the connection. Sends in chunks, because
     * unflushed bytes would be lost.
     */
    static Delivery half() {
        return new Delivery(
                false,
                true,
                null,
                response -> json(response)
                        .withHeader("Content-Length", String.valueOf(response.bytes().length))
                        .withBody(firstHalf(response))
                        .withChunkedDribbleDelay(1, 1));
    }

    static Delivery truncatedJson() {
        return new Delivery(false, true, null, response -> json(response).withBody(firstHalf(response)));
    }

    static Delivery gzip() {
        return new Delivery(
                true,
                true,
                null,
                response ->
                        json(response).withHeader("Content-Encoding", "gzip").withBody(gzipped(response.bytes())));
    }

    static Delivery stallBeforeHeaders(int millis) {
        Delivery silent = instead(response -> aResponse().withFixedDelay(millis).withFault(EMPTY_RESPONSE));
        return new Delivery(
                true,
                true,
                silent,
                response -> json(response).withBody(response.bytes()).withFixedDelay(millis));
    }

    static Delivery stallAfterHeaders(int millis) {
        return new Delivery(
                true,
                true,
                null,
                response -> json(response).withBody(response.bytes()).withChunkedDribbleDelay(2, 2 * millis));
    }

    static Delivery slowDrip(int millis) {
        return new Delivery(
                true,
                true,
                null,
                response -> json(response).withBody(response.bytes()).withChunkedDribbleDelay(DRIPS, millis));
    }

    static Delivery tooManyRequests(@Nullable String retryAfter) {
        return instead(response -> retryAfter == null ? page(429) : page(429).withHeader("Retry-After", retryAfter));
    }

    static Delivery html(int status) {
        return instead(response -> page(status));
    }

    static Delivery of(int status, String contentType, byte[] body) {
        return instead(response -> {
            ResponseDefinitionBuilder other = aResponse().withStatus(status).withBody(body);
            return contentType.isEmpty() ? other : other.withHeader("Content-Type", contentType);
        });
    }

    boolean isWhole() {
        return whole;
    }

    /** The same fault for a request that was not processed; empty if the fault needs a response. */
    Optional<Delivery> withoutResponse() {
        return needsResponse ? Optional.ofNullable(withoutResponse) : Optional.of(this);
    }

    ResponseDefinition deliver(SimulatedResponse response) {
        return render.apply(response).build();
    }

    private static ResponseDefinitionBuilder json(SimulatedResponse response) {
        return aResponse().withStatus(response.httpStatus()).withHeader("Content-Type", "application/json");
    }

    private static ResponseDefinitionBuilder page(int status) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/html")
                .withBody(
                        "<html><head><title>" + status + "</title></head><body><h1>" + status + "</h1></body></html>");
    }

    private static byte[] firstHalf(SimulatedResponse response) {
        byte[] all = response.bytes();
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
