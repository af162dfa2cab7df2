package io.github.kycsharing.spring.observation;

import io.github.kycsharing.model.BrokerType;
import io.github.kycsharing.spi.AttemptReport;
import io.github.kycsharing.spi.Operation;
import io.github.kycsharing.spring.ObservedClient;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an attempt while it is observed. Its carrier takes the headers that carry the trace on to the exchange;
 * it stays empty unless {@code kyc-sharing.observation.propagate-trace} is true.
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
     * What the client is called in the configuration.
     *
     * @return the name
     */
    public String getClientName() {
        return client.name();
    }

    /**
     * The kind of broker that the client shares for.
     *
     * @return the kind
     */
    public BrokerType getBrokerType() {
        return client.brokerType();
    }

    /**
     * What the call is for.
     *
     * @return the operation
     */
    public Operation getOperation() {
        return operation;
    }

    /**
     * The number of the request, or the id that the client gave a status query. Every call has another, so it is nothing for a meter's tag.
     *
     * @return the number
     */
    public String getRequestNo() {
        return requestNo;
    }

    /**
     * Which attempt it is.
     *
     * @return 1 for the first
     */
    public int getNumber() {
        return number;
    }

    /**
     * What the attempt ended with.
     *
     * @return kind, HTTP status and code, or empty while it is under way
     */
    public Optional<AttemptReport> getReport() {
        return Optional.ofNullable(report);
    }

    void endedWith(AttemptReport what) {
        this.report = what;
    }

    Map<String, String> headers() {
        Map<String, String> carrier = getCarrier();
        return carrier == null ? Map.of() : Map.copyOf(carrier);
    }
}
