package io.github.kycsharing.test;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fault that one request meets. {@link #processing()} returns whether the exchange processes the request anyway.
 * {@link #beforeProcessing()} and {@link #afterProcessing()} return the other kind, if there is one.
 *
 * <p>"Processed" means that the request went through all checks: it took effect if it passed them, otherwise it was refused.
 * Immutable. To simulate a refused connection, close the simulator.
 */
public final class Fault {
    /** How the exchange processes a request that meets the fault. */
    public enum Processing {
        /** Not at all: no effect, and the requestNo stays free. */
        SKIPPED,
        /** As without the fault. */
        DONE,
        /** No effect, but the requestNo of a request that would have been accepted is consumed. */
        NUMBER_USED_UP
    }

    /** No fault, to let one request through in a sequence of faults. */
    public static final Fault NONE = new Fault("NONE", Processing.DONE, Delivery.whole());

    /** The connection is reset (TCP RST) before the request is processed. */
    public static final Fault RESET_BEFORE_PROCESSING =
            new Fault("RESET_BEFORE_PROCESSING", Processing.SKIPPED, Delivery.reset());

    /** The request is processed, then the connection is reset (TCP RST): the response is lost. */
    public static final Fault RESET_AFTER_PROCESSING =
            new Fault("RESET_AFTER_PROCESSING", Processing.DONE, Delivery.reset());

    /** The connection is closed without a byte of a response, before the request is processed. */
    public static final Fault CLOSE_BEFORE_PROCESSING =
            new Fault("CLOSE_BEFORE_PROCESSING", Processing.SKIPPED, Delivery.close());

    /** The request is processed, then the connection is closed without a byte of a response. */
    public static final Fault CLOSE_AFTER_PROCESSING =
            new Fault("CLOSE_AFTER_PROCESSING", Processing.DONE, Delivery.close());

    /** The request is processed; the headers and half of the body arrive, then the connection breaks. */
    public static final Fault HALF_RESPONSE = new Fault("HALF_RESPONSE", Processing.DONE, Delivery.half());

    /** The request is processed; bytes come back that are not HTTP, then the connection is closed. */
    public static final Fault GARBAGE = new Fault("GARBAGE", Processing.DONE, Delivery.garbage());

    /** The request is processed; a complete HTTP response comes back whose JSON stops in the middle. */
    public static final Fault TRUNCATED_JSON = new Fault("TRUNCATED_JSON", Processing.DONE, Delivery.truncatedJson());

    /** The request is processed; a complete HTTP 200 without a body comes back. */
    public static final Fault EMPTY_BODY = new Fault("EMPTY_BODY", Processing.DONE, Delivery.of(200, "", new byte[0]));

    /** The request is processed; its response is compressed with gzip, whether requested or not. */
    public static final Fault GZIP = new Fault("GZIP", Processing.DONE, Delivery.gzip());

    /** HTTP 429 without Retry-After. */
    public static final Fault TOO_MANY_REQUESTS =
            new Fault("TOO_MANY_REQUESTS", Processing.SKIPPED, Delivery.tooManyRequests(null));

    /** HTTP 403 with an HTML page, as for a caller whose IP address is not allow-listed. */
    public static final Fault FORBIDDEN = new Fault("FORBIDDEN", Processing.SKIPPED, Delivery.html(403));

    /** HTTP 500 with an HTML page. */
    public static final Fault HTTP_500 = html(500);

    /** HTTP 502 with an HTML page. */
    public static final Fault HTTP_502 = html(502);

    /** HTTP 503 with an HTML page. */
    public static final Fault HTTP_503 = html(503);

    /** HTTP 504 with an HTML page. */
    public static final Fault HTTP_504 = html(504);

    /** The code {@code 10040004} (SYS_ERROR); the requestNo stays free. */
    public static final Fault SYSTEM_ERROR =
            new Fault("SYSTEM_ERROR", Processing.SKIPPED, Delivery.whole(), Codes.SYS_ERROR);

    /** The code {@code 10040004} (SYS_ERROR); the requestNo is used up and the record had no effect. */
    public static final Fault SYSTEM_ERROR_NUMBER_USED_UP =
            new Fault("SYSTEM_ERROR_NUMBER_USED_UP", Processing.NUMBER_USED_UP, Delivery.whole(), Codes.SYS_ERROR);

    private final String name;
    private final Processing processing;
    private final Delivery delivery;
    private final @Nullable String forcedCode;

    private Fault(String name, Processing processing, Delivery delivery) {
        this(name, processing, delivery, null);
    }

    private Fault(String name, Processing processing, Delivery delivery, @Nullable String forcedCode) {
        this.name = name;
        this.processing = processing;
        this.delivery = delivery;
        this.forcedCode = forcedCode;
    }

    private static Fault html(int status) {
        return new Fault("HTTP_" + status, Processing.SKIPPED, Delivery.html(status));
    }

    /**
     * The request is processed; no byte is sent for a while, then the whole response.
     *
     * @param stall duration of the stall; longer than the caller's read timeout to cause a timeout
     * @return the fault; {@link #beforeProcessing()} of it stalls and then closes the connection
     */
    public static Fault stallBeforeHeaders(Duration stall) {
        return new Fault("STALL_BEFORE_HEADERS", Processing.DONE, Delivery.stallBeforeHeaders(millis(stall)));
    }

    /**
     * The request is processed; headers and half of the body are sent, then nothing for a while, then the rest.
     *
     * @param stall duration of the stall; longer than the caller's read timeout to cause a timeout
     * @return the fault
     */
    public static Fault stallAfterHeaders(Duration stall) {
        return new Fault("STALL_AFTER_HEADERS", Processing.DONE, Delivery.stallAfterHeaders(millis(stall)));
    }

    /**
     * The request is processed; its response is sent a few bytes at a time, at even intervals.
     *
     * @param total duration of the whole response
     * @return the fault
     */
    public static Fault slowDrip(Duration total) {
        return new Fault("SLOW_DRIP", Processing.DONE, Delivery.slowDrip(millis(total)));
    }

    /**
     * HTTP 429 with Retry-After.
     *
     * @param retryAfter the value of the header: seconds, an HTTP date, or an invalid value
     * @return the fault
     */
    public static Fault tooManyRequests(String retryAfter) {
        return new Fault(
                "TOO_MANY_REQUESTS",
                Processing.SKIPPED,
                Delivery.tooManyRequests(Objects.requireNonNull(retryAfter, "retryAfter")));
    }

    /**
     * Returns a code of the exchange, documented or not, without processing the request. The ledger records a code that refuses
     * as a refusal; it does not record a system error or DUPLICATE_REQUEST.
     *
     * @param code any code but {@code 000000}
     * @return the fault
     * @throws IllegalArgumentException for {@code 000000}: only the exchange itself can accept
     */
    public static Fault code(String code) {
        if (code.equals(Codes.SUCCESS)) {
            throw new IllegalArgumentException("000000 cannot be forced");
        }
        return new Fault("CODE_" + LogText.of(code), Processing.SKIPPED, Delivery.whole(), code);
    }

    /**
     * The request is processed, and another response is sent.
     *
     * @param httpStatus the HTTP status
     * @param contentType the header Content-Type; none if empty
     * @param body the body
     * @return the fault
     */
    public static Fault response(int httpStatus, String contentType, byte[] body) {
        return new Fault("ANSWER_" + httpStatus, Processing.DONE, Delivery.of(httpStatus, contentType, body.clone()));
    }

    /**
     * Returns this fault before the exchange processes the request.
     *
     * @return the same wire behaviour without any effect
     * @throws IllegalStateException if the fault sends the exchange's own response or a part of it
     */
    public Fault beforeProcessing() {
        if (processing != Processing.DONE) {
            return this;
        }
        return with(
                Processing.SKIPPED,
                delivery.withoutResponse()
                        .orElseThrow(() -> new IllegalStateException(name + " needs the exchange's own response")));
    }

    /**
     * Returns this fault after the exchange processed the request.
     *
     * @return the same wire behaviour with all effects
     * @throws IllegalStateException if the fault returns a code, which determines the processing
     */
    public Fault afterProcessing() {
        if (forcedCode != null) {
            throw new IllegalStateException(name + " returns a code, which determines the processing");
        }
        return with(Processing.DONE, delivery);
    }

    private Fault with(Processing changed, Delivery delivered) {
        String plain = name.replaceFirst("_(BEFORE|AFTER)_PROCESSING$", "");
        String suffix = changed == Processing.DONE ? "_AFTER_PROCESSING" : "_BEFORE_PROCESSING";
        return changed == processing ? this : new Fault(plain + suffix, changed, delivered);
    }

    /** The name, for logs and assertions. */
    public String name() {
        return name;
    }

    /** How the exchange processes the request. */
    public Processing processing() {
        return processing;
    }

    /** The code that this fault returns, if it returns one of its own. */
    Optional<String> forcedCode() {
        return Optional.ofNullable(forcedCode);
    }

    /** Whether a caller without a timeout receives the complete response of the exchange. */
    boolean deliversResponse() {
        return delivery.isWhole();
    }

    ResponseDefinition deliver(SimulatedResponse response) {
        return delivery.deliver(response);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
