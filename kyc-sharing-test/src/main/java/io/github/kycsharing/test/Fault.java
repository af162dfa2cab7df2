package io.github.kycsharing.test;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong with one request. Each fault says with {@link #processing()} whether the exchange dealt with the
 * request all the same; {@link #beforeProcessing()} and {@link #afterProcessing()} make the other kind where there is one.
 *
 * <p>"Dealt with" means that the request went through all checks: it took effect if it passed them, and was refused if it
 * did not. Immutable. A refused connection is none of these: close the simulator to get one.
 */
public final class Fault {
    /** What the exchange does with a request that meets the fault. */
    public enum Processing {
        /** Nothing: no effect, and the requestNo stays free. */
        SKIPPED,
        /** All it would have done without the fault. */
        DONE,
        /** No effect, but the requestNo of a request that would have been accepted is consumed. */
        NUMBER_USED_UP
    }

    /** No fault: lets one request through where faults are scripted in a row. */
    public static final Fault NONE = new Fault("NONE", Processing.DONE, Delivery.whole());

    /** The connection is reset (TCP RST); the exchange never saw the request. */
    public static final Fault RESET_BEFORE_PROCESSING =
            new Fault("RESET_BEFORE_PROCESSING", Processing.SKIPPED, Delivery.reset());

    /** The request is dealt with, then the connection is reset (TCP RST): accepted, and the response lost. */
    public static final Fault RESET_AFTER_PROCESSING =
            new Fault("RESET_AFTER_PROCESSING", Processing.DONE, Delivery.reset());

    /** The connection is closed without a byte of a response; the exchange never saw the request. */
    public static final Fault CLOSE_BEFORE_PROCESSING =
            new Fault("CLOSE_BEFORE_PROCESSING", Processing.SKIPPED, Delivery.close());

    /** The request is dealt with, then the connection is closed without a byte of a response. */
    public static final Fault CLOSE_AFTER_PROCESSING =
            new Fault("CLOSE_AFTER_PROCESSING", Processing.DONE, Delivery.close());

    /** The request is dealt with; the headers and half of the body arrive, then the connection breaks. */
    public static final Fault HALF_RESPONSE = new Fault("HALF_RESPONSE", Processing.DONE, Delivery.half());

    /** The request is dealt with; bytes come back that are not HTTP, then the connection is closed. */
    public static final Fault GARBAGE = new Fault("GARBAGE", Processing.DONE, Delivery.garbage());

    /** The request is dealt with; a complete HTTP response comes back whose JSON stops in the middle. */
    public static final Fault TRUNCATED_JSON = new Fault("TRUNCATED_JSON", Processing.DONE, Delivery.truncatedJson());

    /** The request is dealt with; a complete HTTP 200 without a body comes back. */
    public static final Fault EMPTY_BODY = new Fault("EMPTY_BODY", Processing.DONE, Delivery.of(200, "", new byte[0]));

    /** The request is dealt with; its response comes back compressed with gzip, asked for or not. */
    public static final Fault GZIP = new Fault("GZIP", Processing.DONE, Delivery.gzip());

    /** HTTP 429 without Retry-After. */
    public static final Fault TOO_MANY_REQUESTS =
            new Fault("TOO_MANY_REQUESTS", Processing.SKIPPED, Delivery.tooManyRequests(null));

    /** HTTP 403 with an HTML page, as a caller gets whose IP address is not allow-listed. */
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
     * The request is dealt with; nothing comes back for a while, then the whole response.
     *
     * @param stall how long; longer than the caller's patience to make it a timeout
     * @return the fault; {@link #beforeProcessing()} of it stalls and then closes the connection
     */
    public static Fault stallBeforeHeaders(Duration stall) {
        return new Fault("STALL_BEFORE_HEADERS", Processing.DONE, Delivery.stallBeforeHeaders(millis(stall)));
    }

    /**
     * The request is dealt with; the headers and half of the body come back, then nothing for a while, then the rest.
     *
     * @param stall how long; longer than the caller's patience to make it a timeout
     * @return the fault
     */
    public static Fault stallAfterHeaders(Duration stall) {
        return new Fault("STALL_AFTER_HEADERS", Processing.DONE, Delivery.stallAfterHeaders(millis(stall)));
    }

    /**
     * The request is dealt with; its response comes back a few bytes at a time, at even intervals.
     *
     * @param total how long the whole response takes
     * @return the fault
     */
    public static Fault slowDrip(Duration total) {
        return new Fault("SLOW_DRIP", Processing.DONE, Delivery.slowDrip(millis(total)));
    }

    /**
     * HTTP 429 with Retry-After.
     *
     * @param retryAfter the header as it is to be sent: seconds, an HTTP date, or something else to see what comes of it
     * @return the fault
     */
    public static Fault tooManyRequests(String retryAfter) {
        return new Fault(
                "TOO_MANY_REQUESTS",
                Processing.SKIPPED,
                Delivery.tooManyRequests(Objects.requireNonNull(retryAfter, "retryAfter")));
    }

    /**
     * A code of the exchange's, documented or not, without a look at the request. A code that refuses is entered in the
     * ledger as a refusal; a system error and DUPLICATE_REQUEST are not.
     *
     * @param code any code but {@code 000000}
     * @return the fault
     * @throws IllegalArgumentException for {@code 000000}: only the exchange itself can accept
     */
    public static Fault code(String code) {
        if (code.equals(Codes.SUCCESS)) {
            throw new IllegalArgumentException("000000 can not be forced");
        }
        return new Fault("CODE_" + LogText.of(code), Processing.SKIPPED, Delivery.whole(), code);
    }

    /**
     * The request is dealt with, and any other response than its own comes back.
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
     * This fault, met before the exchange dealt with the request.
     *
     * @return the same wire behaviour without any effect
     * @throws IllegalStateException if the fault sends back (a part of) the exchange's own response, which there is none of
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
     * This fault, met after the exchange dealt with the request.
     *
     * @return the same wire behaviour with all effects
     * @throws IllegalStateException if the fault answers with a code, which tells what the exchange did
     */
    public Fault afterProcessing() {
        if (forcedCode != null) {
            throw new IllegalStateException(name + " tells itself what the exchange did");
        }
        return with(Processing.DONE, delivery);
    }

    private Fault with(Processing changed, Delivery delivered) {
        String plain = name.replaceFirst("_(BEFORE|AFTER)_PROCESSING$", "");
        String suffix = changed == Processing.DONE ? "_AFTER_PROCESSING" : "_BEFORE_PROCESSING";
        return changed == processing ? this : new Fault(plain + suffix, changed, delivered);
    }

    /** What to call it in a log or an assertion. */
    public String name() {
        return name;
    }

    /** Whether the exchange deals with the request. */
    public Processing processing() {
        return processing;
    }

    /** The code that this fault answers with, if it answers with one of its own. */
    Optional<String> forcedCode() {
        return Optional.ofNullable(forcedCode);
    }

    /** Whether a patient caller gets all of the exchange's response. */
    boolean deliversResponse() {
        return delivery.isWhole();
    }

    ResponseDefinition deliver(SimulatedResponse response) {
        return delivery.deliver(response);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
