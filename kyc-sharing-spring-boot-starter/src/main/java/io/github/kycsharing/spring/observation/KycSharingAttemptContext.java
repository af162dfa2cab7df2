package io.github.kycsharing.spring.observation;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spring.ObservedClient;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Observation context of an attempt. Its carrier holds the trace headers for the exchange; it is empty unless
 * {@code kyc-sharing.observation.propagate-trace} is true.
 */
public class KycSharingAttemptContext extends SenderContext<Map<String, String>> {
    private final ObservedClient client;
    private final Operation operation;
    private final String requestNo;
    private final int number;
    private @Nullable AttemptReport report;

    KycSharingAttemptContext(
            ObservedClient client, Operation operation, String requestNo, int number, boolean propagateTrace) {
        super(propagateTrace ? TraceHeaders::put : (carrier, name, value) -> {}, Kind.CLIENT);
        this.client = client;
        this.operation = operation;
        this.requestNo = requestNo;
        this.number = number;
        setCarrier(new LinkedHashMap<>());
        setRemoteServiceName("kyc-exchange");
    }

    /**
     * The name of the client.
     *
     * @return the name
     */
    public String getClientName() {
        return client.name();
    }

    /**
     * The broker type of the client.
     *
     * @return the type
     */
    public BrokerType getBrokerType() {
        return client.brokerType();
    }

    /**
     * The operation of the call.
     *
     * @return the operation
     */
    public Operation getOperation() {
        return operation;
    }

    /**
     * The request number, or the id of a status query. It is unique to each call, so do not use it as a meter's tag.
     *
     * @return the number
     */
    public String getRequestNo() {
        return requestNo;
    }

    /**
     * The number of the attempt.
     *
     * @return 1 for the first
     */
    public int getNumber() {
        return number;
    }

    /**
     * The outcome of the attempt.
     *
     * @return kind, HTTP status and code, or empty while it is under way
     */
    public Optional<AttemptReport> getReport() {
        return Optional.ofNullable(report);
    }

    void report(AttemptReport what) {
        this.report = what;
    }

    Map<String, String> headers() {
        Map<String, String> carrier = getCarrier();
        return carrier == null ? Map.of() : Map.copyOf(carrier);
    }
}
